import type { ScaffoldTexts } from "./types.ts";

const configMap = `apiVersion: v1
kind: ConfigMap
metadata:
  name: __OBJECT__
data:
  migrate.sh: |
    #!/bin/sh
    set -eu
    # Say here what is to be done once. It may run again after a failure, so check first what is already done.
    echo "nothing to migrate"
`;

const job = `# A Job's template cannot change: give a new migration a new name.
apiVersion: batch/v1
kind: Job
metadata:
  name: __OBJECT__
spec:
  backoffLimit: 3
  activeDeadlineSeconds: 900
  ttlSecondsAfterFinished: 86400
  template:
    spec:
      restartPolicy: Never
      securityContext:
        runAsNonRoot: true
        runAsUser: 65534
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: migrate
          image: busybox:1.37
          command: [sh, /scripts/migrate.sh]
          volumeMounts:
            - name: scripts
              mountPath: /scripts
              readOnly: true
          resources:
            requests:
              cpu: 100m
              memory: 64Mi
            limits:
              memory: 128Mi
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: [ALL]
      volumes:
        - name: scripts
          configMap:
            name: __OBJECT__
`;

/** A one-off migration (GOH-43). */
export const jobTexts: ScaffoldTexts = { "configmap.yaml": configMap, "job.yaml": job };
