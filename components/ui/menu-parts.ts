"use client";
import type { Menu as Base } from "@base-ui/react/menu";
import { createContext, useContext } from "react";

type MenuParts = Pick<
  typeof Base,
  | "Item"
  | "LinkItem"
  | "Group"
  | "GroupLabel"
  | "RadioGroup"
  | "RadioItem"
  | "CheckboxItem"
  | "CheckboxItemIndicator"
>;

/** What rows are made of, once the menu's code is here: a closed menu costs a page only its button. */
export const MenuPartsContext = createContext<MenuParts | null>(null);

export function useMenuParts(): MenuParts {
  const parts = useContext(MenuPartsContext);
  if (!parts) throw new Error("MenuItem, MenuGroup, MenuChoice and MenuCheck stand inside Menu");
  return parts;
}
