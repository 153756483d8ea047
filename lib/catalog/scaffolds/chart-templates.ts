import { chartHelpers } from "./chart-helpers.ts";
import type { ScaffoldTexts } from "./types.ts";

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "__NAME__.fullname" . }}
  labels:
    {{- include "__NAME__.labels" . | nindent 4 }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicaCount }}
  {{- end }}
  selector:
    matchLabels:
      {{- include "__NAME__.selectorLabels" . | nindent 6 }}
  template:
    metadata:
      {{- with .Values.podAnnotations }}
      annotations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      labels:
        {{- include "__NAME__.labels" . | nindent 8 }}
        {{- with .Values.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      {{- with .Values.imagePullSecrets }}
      imagePullSecrets:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      serviceAccountName: {{ include "__NAME__.serviceAccountName" . }}
      {{- with .Values.podSecurityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: {{ include "__NAME__.name" . | trimPrefix "-" | quote }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          imagePullPolicy: {{ .Values.image.pullPolicy }}
          {{- with .Values.securityContext }}
          securityContext:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          ports:
            - name: http
              containerPort: {{ .Values.service.port }}
              protocol: TCP
          {{- with .Values.livenessProbe }}
          livenessProbe:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- with .Values.readinessProbe }}
          readinessProbe:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- with .Values.resources }}
          resources:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- with .Values.volumeMounts }}
          volumeMounts:
            {{- toYaml . | nindent 12 }}
          {{- end }}
      {{- with .Values.volumes }}
      volumes:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.affinity }}
      affinity:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
`;

const service = `apiVersion: v1
kind: Service
metadata:
  name: {{ include "__NAME__.fullname" . }}
  labels:
    {{- include "__NAME__.labels" . | nindent 4 }}
spec:
  type: {{ .Values.service.type }}
  selector:
    {{- include "__NAME__.selectorLabels" . | nindent 4 }}
  ports:
    - name: http
      port: {{ .Values.service.port }}
      targetPort: http
      protocol: TCP
`;

const serviceAccount = `{{- if .Values.serviceAccount.create -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "__NAME__.serviceAccountName" . }}
  labels:
    {{- include "__NAME__.labels" . | nindent 4 }}
  {{- with .Values.serviceAccount.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: {{ .Values.serviceAccount.automount }}
{{- end }}
`;

const hpa = `{{- if .Values.autoscaling.enabled -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "__NAME__.fullname" . }}
  labels:
    {{- include "__NAME__.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "__NAME__.fullname" . }}
  minReplicas: {{ .Values.autoscaling.minReplicas }}
  maxReplicas: {{ .Values.autoscaling.maxReplicas }}
  {{- $cpu := .Values.autoscaling.targetCPUUtilizationPercentage }}
  {{- $memory := .Values.autoscaling.targetMemoryUtilizationPercentage }}
  {{- if or $cpu $memory }}
  metrics:
    {{- with $cpu }}
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ . }}
    {{- end }}
    {{- with $memory }}
    - type: Resource
      resource:
        name: memory
        target:
          type: Utilization
          averageUtilization: {{ . }}
    {{- end }}
  {{- end }}
{{- end }}
`;

const ingress = `{{- if .Values.ingress.enabled -}}
{{- $fullname := include "__NAME__.fullname" . -}}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: {{ $fullname }}
  labels:
    {{- include "__NAME__.labels" . | nindent 4 }}
  {{- with .Values.ingress.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- with .Values.ingress.className }}
  ingressClassName: {{ . }}
  {{- end }}
  {{- with .Values.ingress.tls }}
  tls:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  rules:
    {{- range .Values.ingress.hosts }}
    - host: {{ .host | quote }}
      http:
        paths:
          {{- range .paths }}
          - path: {{ .path }}
            pathType: {{ .pathType | default "Prefix" }}
            backend:
              service:
                name: {{ $fullname }}
                port:
                  name: http
          {{- end }}
    {{- end }}
{{- end }}
`;

const httpRoute = `{{- if .Values.httpRoute.enabled -}}
{{- $fullname := include "__NAME__.fullname" . -}}
{{- $port := .Values.service.port -}}
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: {{ $fullname }}
  labels:
    {{- include "__NAME__.labels" . | nindent 4 }}
  {{- with .Values.httpRoute.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  parentRefs:
    {{- toYaml .Values.httpRoute.parentRefs | nindent 4 }}
  {{- with .Values.httpRoute.hostnames }}
  hostnames:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  rules:
    {{- range .Values.httpRoute.rules }}
    - backendRefs:
        - name: {{ $fullname }}
          port: {{ $port }}
      {{- with .matches }}
      matches:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .filters }}
      filters:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- end }}
{{- end }}
`;

const notes = `{{ include "__NAME__.fullname" . }} is installed in namespace {{ .Release.Namespace }}.

Reach it:
{{- if .Values.httpRoute.enabled }}
{{- range .Values.httpRoute.hostnames }}
  http://{{ . }}/
{{- end }}
{{- else if .Values.ingress.enabled }}
{{- range $host := .Values.ingress.hosts }}
{{- range .paths }}
  http{{ if $.Values.ingress.tls }}s{{ end }}://{{ $host.host }}{{ .path }}
{{- end }}
{{- end }}
{{- else if eq .Values.service.type "LoadBalancer" }}
  kubectl --namespace {{ .Release.Namespace }} get service {{ include "__NAME__.fullname" . }} --watch
  and open its external address, port {{ .Values.service.port }}.
{{- else }}
  kubectl --namespace {{ .Release.Namespace }} port-forward service/{{ include "__NAME__.fullname" . }} 8080:{{ .Values.service.port }}
  then open http://127.0.0.1:8080/
{{- end }}
`;

const testConnection = `apiVersion: v1
kind: Pod
metadata:
  name: "{{ include "__NAME__.fullname" . | trunc 47 | trimSuffix "-" }}-test-connection"
  labels:
    {{- include "__NAME__.labels" . | nindent 4 }}
  annotations:
    "helm.sh/hook": test
spec:
  restartPolicy: Never
  containers:
    - name: wget
      image: busybox:1.37
      command: ["wget"]
      args: ["-q", "-O", "/dev/null", "{{ include "__NAME__.fullname" . }}:{{ .Values.service.port }}"]
`;

/** Templates of the chart scaffold: the same set that `helm create` makes. */
export const chartTemplateTexts: ScaffoldTexts = {
  "templates/NOTES.txt": notes,
  "templates/_helpers.tpl": chartHelpers,
  "templates/deployment.yaml": deployment,
  "templates/hpa.yaml": hpa,
  "templates/httproute.yaml": httpRoute,
  "templates/ingress.yaml": ingress,
  "templates/service.yaml": service,
  "templates/serviceaccount.yaml": serviceAccount,
  "templates/tests/test-connection.yaml": testConnection,
};
