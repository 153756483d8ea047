import type { ScaffoldTexts } from "./types.ts";

const values = `# Defaults of __NAME__. Whoever installs the chart changes what they need; values.schema.json says what is accepted.

# How many pods run while autoscaling is off.
replicaCount: 1

image:
  repository: nginx
  # Always, IfNotPresent or Never
  pullPolicy: IfNotPresent
  # Empty: the chart's appVersion.
  tag: ""

# Secrets for pulling from a private registry: [{name: my-secret}]
imagePullSecrets: []
# Takes the place of the chart's name in object names.
nameOverride: ""
# Takes the place of the whole object name.
fullnameOverride: ""

serviceAccount:
  # Make a service account for the pods.
  create: true
  # Mount its API credentials into the pods.
  automount: true
  annotations: {}
  # Empty: made from the object name, or "default" where create is false.
  name: ""

podAnnotations: {}
podLabels: {}

# Security settings of the pod, such as fsGroup: 2000
podSecurityContext: {}

# Security settings of the container, such as
#   runAsNonRoot: true
#   readOnlyRootFilesystem: true
#   capabilities: {drop: [ALL]}
securityContext: {}

service:
  # ClusterIP, NodePort or LoadBalancer
  type: ClusterIP
  port: 80

ingress:
  enabled: false
  # Name of the IngressClass; empty: the cluster's default.
  className: ""
  annotations: {}
  hosts:
    - host: __OBJECT__.example.com
      paths:
        - path: /
          pathType: ImplementationSpecific
  # [{secretName: my-tls, hosts: [web.example.com]}]
  tls: []

# The Gateway API's way of being reachable; needs its CRDs and a Gateway in the cluster.
httpRoute:
  enabled: false
  annotations: {}
  parentRefs:
    - name: gateway
      sectionName: http
  hostnames:
    - __OBJECT__.example.com
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: /

# What the container asks for and may use, such as
#   requests: {cpu: 100m, memory: 128Mi}
#   limits: {memory: 128Mi}
resources: {}

# How the cluster tells whether the container lives and may get requests.
livenessProbe:
  httpGet:
    path: /
    port: http
readinessProbe:
  httpGet:
    path: /
    port: http

autoscaling:
  enabled: false
  minReplicas: 1
  maxReplicas: 5
  # In percent of what is requested; remove a line to leave it out.
  targetCPUUtilizationPercentage: 80
  # targetMemoryUtilizationPercentage: 80

# Further volumes of the pod, and where the container sees them.
volumes: []
volumeMounts: []

# Where pods may run.
nodeSelector: {}
tolerations: []
affinity: {}
`;

const text = { type: "string" };
const flag = { type: "boolean" };
const map = { type: "object" };
const list = { type: "array" };
const labels = { type: "object", additionalProperties: { type: "string" } };
const percent = { type: ["integer", "null"], minimum: 1 };
const object = (properties: Record<string, unknown>, required: string[] = []) => ({
  type: "object",
  properties,
  ...(required.length > 0 ? { required } : {}),
});

const schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Values",
  ...object(
    {
      replicaCount: { type: "integer", minimum: 0 },
      image: object(
        {
          repository: { type: "string", minLength: 1 },
          pullPolicy: { enum: ["Always", "IfNotPresent", "Never"] },
          tag: text,
        },
        ["repository"],
      ),
      imagePullSecrets: { type: "array", items: object({ name: text }, ["name"]) },
      nameOverride: text,
      fullnameOverride: text,
      serviceAccount: object({ create: flag, automount: flag, annotations: labels, name: text }),
      podAnnotations: labels,
      podLabels: labels,
      podSecurityContext: map,
      securityContext: map,
      service: object(
        {
          type: { enum: ["ClusterIP", "NodePort", "LoadBalancer"] },
          port: { type: "integer", minimum: 1, maximum: 65535 },
        },
        ["type", "port"],
      ),
      ingress: object({
        enabled: flag,
        className: text,
        annotations: labels,
        hosts: {
          type: "array",
          items: object(
            {
              host: text,
              paths: {
                type: "array",
                items: object(
                  { path: text, pathType: { enum: ["Exact", "Prefix", "ImplementationSpecific"] } },
                  ["path"],
                ),
              },
            },
            ["host"],
          ),
        },
        tls: { type: "array", items: object({ secretName: text, hosts: { type: "array", items: text } }) },
      }),
      httpRoute: object({
        enabled: flag,
        annotations: labels,
        parentRefs: { type: "array", items: map },
        hostnames: { type: "array", items: text },
        rules: { type: "array", items: map },
      }),
      resources: map,
      livenessProbe: map,
      readinessProbe: map,
      autoscaling: object({
        enabled: flag,
        minReplicas: { type: "integer", minimum: 1 },
        maxReplicas: { type: "integer", minimum: 1 },
        targetCPUUtilizationPercentage: percent,
        targetMemoryUtilizationPercentage: percent,
      }),
      volumes: list,
      volumeMounts: list,
      nodeSelector: labels,
      tolerations: list,
      affinity: map,
    },
    ["image", "service"],
  ),
};

/** Defaults of the chart scaffold, and what is accepted. */
export const chartValuesTexts: ScaffoldTexts = {
  "values.yaml": values,
  "values.schema.json": `${JSON.stringify(schema, null, 2)}\n`,
};
