import type { ScaffoldTexts } from "./types.ts";

const chartYaml = `apiVersion: v2
name: __YAML_NAME__
description: __DESCRIPTION__

# application: can be installed. library: only offers templates to other charts.
type: application

# The chart's own version (SemVer). Publishing writes the version tag here.
version: 0.1.0

# Version of the application that the chart installs; the image tag where values name none.
appVersion: "1.27.5"
`;

const helmignore = `# What stays out of the package: one pattern a line, as in .gitignore, without negation of folders.
.DS_Store
# version control
.git/
.gitignore
.bzr/
.bzrignore
.hg/
.hgignore
.svn/
# left by editors and merges
*.swp
*.bak
*.tmp
*.orig
*~
.project
.idea/
*.tmproj
.vscode/
`;

const readme = `# __NAME__

What this chart installs, in one sentence.

## Install

\`\`\`sh
helm install my-release <address of this chart> --version <version>
\`\`\`

## Values

| value | default | meaning |
| --- | --- | --- |
| \`replicaCount\` | \`1\` | pods, where autoscaling is off |
| \`image.repository\`, \`image.tag\` | \`nginx\`, the chart's appVersion | what runs |
| \`image.pullPolicy\` | \`IfNotPresent\` | |
| \`imagePullSecrets\` | \`[]\` | secrets for a private registry |
| \`nameOverride\`, \`fullnameOverride\` | | other names for the objects |
| \`serviceAccount.create\` | \`true\` | make a service account, or use \`serviceAccount.name\` |
| \`service.type\`, \`service.port\` | \`ClusterIP\`, \`80\` | |
| \`ingress.enabled\` | \`false\` | reachable from outside by an Ingress |
| \`httpRoute.enabled\` | \`false\` | the same by the Gateway API |
| \`resources\` | \`{}\` | requests and limits of the container |
| \`autoscaling.enabled\` | \`false\` | between \`minReplicas\` and \`maxReplicas\` |

Everything else is described in \`values.yaml\`; \`values.schema.json\` says what is accepted.
`;

/** What lies beside the templates of the chart scaffold. */
export const chartFileTexts: ScaffoldTexts = {
  "Chart.yaml": chartYaml,
  ".helmignore": helmignore,
  "README.md": readme,
};
