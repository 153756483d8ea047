import type { ScaffoldTexts } from "./types.ts";

const kustomization = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization

# What the base is made of. Overlays name this folder under their own resources and add patches.
resources:
  - deployment.yaml
  - service.yaml
  - configmap.yaml

labels:
  - pairs:
      app.kubernetes.io/name: __OBJECT__
    includeSelectors: true
    includeTemplates: true

patches:
  - path: patches/resource-limits.yaml
    target:
      kind: Deployment
      name: __OBJECT__
`;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: __OBJECT__
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: app
          image: nginx:1.27.5
          ports:
            - name: http
              containerPort: 80
          envFrom:
            - configMapRef:
                name: __OBJECT__-config
          readinessProbe:
            httpGet:
              path: /
              port: http
          livenessProbe:
            httpGet:
              path: /
              port: http
`;

const service = `apiVersion: v1
kind: Service
metadata:
  name: __OBJECT__
spec:
  ports:
    - name: http
      port: 80
      targetPort: http
`;

const configMap = `apiVersion: v1
kind: ConfigMap
metadata:
  name: __OBJECT__-config
data:
  LOG_LEVEL: info
`;

const resourceLimits = `# What a container asks for and may use. Overlays change it with a patch of their own.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: __OBJECT__
spec:
  template:
    spec:
      containers:
        - name: app
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
`;

/** The Kustomize base scaffold (GOH-7). */
export const baseTexts: ScaffoldTexts = {
  "kustomization.yaml": kustomization,
  "deployment.yaml": deployment,
  "service.yaml": service,
  "configmap.yaml": configMap,
  "patches/resource-limits.yaml": resourceLimits,
};
