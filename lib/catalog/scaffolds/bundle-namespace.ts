import type { ScaffoldTexts } from "./types.ts";

const namespace = `apiVersion: v1
kind: Namespace
metadata:
  name: __OBJECT__
  labels:
    pod-security.kubernetes.io/enforce: baseline
    pod-security.kubernetes.io/warn: restricted
`;

const rbac = `# People of the group may change what runs in the namespace, and read its secrets' names only.
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: developer
  namespace: __OBJECT__
rules:
  - apiGroups: ["", apps, batch, networking.k8s.io, autoscaling]
    resources:
      - pods
      - pods/log
      - services
      - configmaps
      - deployments
      - statefulsets
      - jobs
      - cronjobs
      - ingresses
      - horizontalpodautoscalers
    verbs: [get, list, watch, create, update, patch, delete]
  - apiGroups: [""]
    resources: [events, persistentvolumeclaims, resourcequotas]
    verbs: [get, list, watch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: developers
  namespace: __OBJECT__
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: developer
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: __OBJECT__-developers
`;

const quota = `apiVersion: v1
kind: ResourceQuota
metadata:
  name: quota
  namespace: __OBJECT__
spec:
  hard:
    requests.cpu: "4"
    requests.memory: 8Gi
    limits.memory: 16Gi
    pods: "50"
---
# What a container gets that asks for nothing: without it the quota would refuse the pod.
apiVersion: v1
kind: LimitRange
metadata:
  name: defaults
  namespace: __OBJECT__
spec:
  limits:
    - type: Container
      defaultRequest:
        cpu: 100m
        memory: 128Mi
      default:
        memory: 256Mi
`;

const networkPolicies = `# Nothing comes in, and only what the policies below name goes out.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-all
  namespace: __OBJECT__
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-same-namespace
  namespace: __OBJECT__
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector: {}
  egress:
    - to:
        - podSelector: {}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-dns
  namespace: __OBJECT__
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
      ports:
        - port: 53
          protocol: UDP
        - port: 53
          protocol: TCP
`;

/** A namespace that is safe to hand to a team: rights, quota, network policies (GOH-43). */
export const namespaceTexts: ScaffoldTexts = {
  "namespace.yaml": namespace,
  "rbac.yaml": rbac,
  "quota.yaml": quota,
  "network-policies.yaml": networkPolicies,
};
