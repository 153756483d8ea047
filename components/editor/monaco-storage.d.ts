// Parts of Monaco that it ships without types, as far as they are used here.
declare module "monaco-editor/esm/vs/platform/storage/common/storage.js" {
  /** What widgets remember. @param scope 0 is the profile @param target 0 is the person */
  export type StorageService = { store(key: string, value: boolean, scope: 0, target: 0): void };
  export const IStorageService: { readonly of: StorageService };
}

declare module "monaco-editor/esm/vs/editor/standalone/browser/standaloneServices.js" {
  export const StandaloneServices: { get<Service>(id: { readonly of: Service }): Service };
}
