import { redirect } from "next/navigation";

/** The first kind's list is the start of the house. */
export default function StartPage() {
  redirect("/charts");
}
