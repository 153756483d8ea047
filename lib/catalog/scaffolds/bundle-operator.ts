import type { ScaffoldTexts } from "./types.ts";

const namespace = `apiVersion: v1
kind: Namespace
metadata:
  name: __OBJECT__-system
`;

const rbac = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: __OBJECT__
  namespace: __OBJECT__-system
---
# What the operator watches and changes in every namespace.
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: __OBJECT__
rules:
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [get, list, watch, create, update, patch, delete]
  - apiGroups: [""]
    resources: [events]
    verbs: [create, patch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: __OBJECT__
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: __OBJECT__
subjects:
  - kind: ServiceAccount
    name: __OBJECT__
    namespace: __OBJECT__-system
---
# Where replicas of the operator agree on which of them leads.
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: __OBJECT__-leader
  namespace: __OBJECT__-system
rules:
  - apiGroups: [coordination.k8s.io]
    resources: [leases]
    verbs: [get, create, update]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: __OBJECT__-leader
  namespace: __OBJECT__-system
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: __OBJECT__-leader
subjects:
  - kind: ServiceAccount
    name: __OBJECT__
    namespace: __OBJECT__-system
`;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: __OBJECT__
  namespace: __OBJECT__-system
  labels:
    app.kubernetes.io/name: __OBJECT__
spec:
  replicas: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: __OBJECT__
  template:
    metadata:
      labels:
        app.kubernetes.io/name: __OBJECT__
    spec:
      serviceAccountName: __OBJECT__
      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: operator
          image: registry.example.com/__OBJECT__:1.0.0
          args: [--leader-elect]
          ports:
            - name: health
              containerPort: 8081
          livenessProbe:
            httpGet:
              path: /healthz
              port: health
          readinessProbe:
            httpGet:
              path: /readyz
              port: health
          resources:
            requests:
              cpu: 50m
              memory: 64Mi
            limits:
              memory: 256Mi
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: [ALL]
`;

/** An operator without parameters: its namespace, its rights, its deployment (GOH-43). */
export const operatorTexts: ScaffoldTexts = {
  "namespace.yaml": namespace,
  "rbac.yaml": rbac,
  "deployment.yaml": deployment,
};
