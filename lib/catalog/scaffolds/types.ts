/** What the placeholders of a scaffold's texts stand for. */
export type ScaffoldWords = {
  /** The artifact's name; also the first part of a chart's named templates. */
  name: string;
  description: string;
};

/** Texts by path. `__NAME__` is the name as it is, `__YAML_NAME__` as a YAML string, `__OBJECT__` as a Kubernetes object's name. */
export type ScaffoldTexts = Record<string, string>;
