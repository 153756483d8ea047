/** The named templates of a new chart: `templates/_helpers.tpl`. */
export const chartHelpers = `{{/*
Name of the application: the chart's, unless nameOverride says otherwise.
*/}}
{{- define "__NAME__.name" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- regexReplaceAll "[^a-z0-9-]" (lower $name) "-" | trunc 63 | trimSuffix "-" -}}
{{- end }}

{{/*
Name of the objects: release and application, said once where they are the same. A Kubernetes name has 63 characters at most.
*/}}
{{- define "__NAME__.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "__NAME__.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end }}

{{/*
Chart and version, as a label takes them: without a plus sign.
*/}}
{{- define "__NAME__.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" -}}
{{- end }}

{{/*
Labels of every object.
*/}}
{{- define "__NAME__.labels" -}}
helm.sh/chart: {{ include "__NAME__.chart" . }}
{{ include "__NAME__.selectorLabels" . }}
{{- with .Chart.AppVersion }}
app.kubernetes.io/version: {{ . | quote }}
{{- end }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{/*
Labels that pods are found by. They cannot change once a Deployment exists.
*/}}
{{- define "__NAME__.selectorLabels" -}}
app.kubernetes.io/name: {{ include "__NAME__.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/*
The service account that the pods use.
*/}}
{{- define "__NAME__.serviceAccountName" -}}
{{- $own := ternary (include "__NAME__.fullname" .) "default" .Values.serviceAccount.create -}}
{{- default $own .Values.serviceAccount.name -}}
{{- end }}
`;
