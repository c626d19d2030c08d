{{- define "skopos.name" -}}
{{- if contains "skopos" .Release.Name }}{{ .Release.Name | trunc 52 | trimSuffix "-" }}{{ else }}{{ printf "%s-skopos" .Release.Name | trunc 52 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "skopos.selector" -}}
app.kubernetes.io/name: skopos
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "skopos.labels" -}}
{{ include "skopos.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "skopos.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (include "skopos.name" .) }}
{{- end }}

{{- define "skopos.image" -}}
{{- if .Values.image.digest }}{{ .Values.image.repository }}@{{ .Values.image.digest }}{{ else }}{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{ end }}
{{- end }}

{{/* The ports to open, each once: the first name wins. */}}
{{- define "skopos.ports" -}}
{{- $ports := list (dict "name" "http" "port" (int .Values.http.port)) }}
{{- if ne (int .Values.health.port) (int .Values.http.port) }}
{{- $ports = append $ports (dict "name" "health" "port" (int .Values.health.port)) }}
{{- end }}
{{- if and (ne (int .Values.metrics.port) (int .Values.http.port)) (ne (int .Values.metrics.port) (int .Values.health.port)) }}
{{- $ports = append $ports (dict "name" "metrics" "port" (int .Values.metrics.port)) }}
{{- end }}
{{- toJson $ports }}
{{- end }}
