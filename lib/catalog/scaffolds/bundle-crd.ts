import type { ScaffoldTexts } from "./types.ts";

const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  # Always <plural>.<group>
  name: widgets.__OBJECT__.example.com
spec:
  group: __OBJECT__.example.com
  scope: Namespaced
  names:
    kind: Widget
    listKind: WidgetList
    plural: widgets
    singular: widget
  versions:
    - name: v1alpha1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            spec:
              type: object
              required: [size]
              properties:
                size:
                  description: How many there should be.
                  type: integer
                  minimum: 0
            status:
              type: object
              properties:
                ready:
                  type: integer
      subresources:
        status: {}
      additionalPrinterColumns:
        - name: Size
          type: integer
          jsonPath: .spec.size
        - name: Ready
          type: integer
          jsonPath: .status.ready
`;

const roles = `# Whoever may view or edit a namespace may do the same with widgets: the roles add to the built-in ones.
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: __OBJECT__-view
  labels:
    rbac.authorization.k8s.io/aggregate-to-view: "true"
rules:
  - apiGroups: [__OBJECT__.example.com]
    resources: [widgets]
    verbs: [get, list, watch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: __OBJECT__-edit
  labels:
    rbac.authorization.k8s.io/aggregate-to-edit: "true"
rules:
  - apiGroups: [__OBJECT__.example.com]
    resources: [widgets]
    verbs: [create, update, patch, delete]
`;

/** A custom resource definition with the roles that let people use it (GOH-43). */
export const crdTexts: ScaffoldTexts = { "crd.yaml": crd, "roles.yaml": roles };
