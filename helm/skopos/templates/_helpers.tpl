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

{{/* The Secret with the credentials of the remote store; empty where there is none. */}}
{{- define "skopos.remoteSecret" -}}
{{- if eq .Values.metrics.backend "remote" }}{{ .Values.metrics.remote.secret.name }}{{ end }}
{{- end }}

{{/* YAML reads Off as false where it is not quoted. */}}
{{- define "skopos.source" -}}
{{ eq (toString .) "Auto" | ternary "Auto" "Off" | quote }}
{{- end }}

{{/* The settings of PostgreSQL for the records; the password is read from its file. */}}
{{- define "skopos.postgresql" -}}
{{- $url := printf "jdbc:postgresql://%s:%d/%s?sslmode=%s" .host (int .port) .database .sslMode }}
{{- with .secret.caKey }}{{ $url = printf "%s&sslrootcert=/etc/skopos/records/%s" $url . }}{{ end }}
- {name: SKOPOS_RECORDS_URL, value: {{ $url | quote }}}
- {name: SKOPOS_RECORDS_USERNAME, value: {{ .username | quote }}}
- {name: SKOPOS_RECORDS_PASSWORD_FILE, value: {{ printf "/etc/skopos/records/%s" .secret.passwordKey | quote }}}
- {name: SKOPOS_RECORDS_POOL_SIZE, value: {{ .poolSize | int | quote }}}
{{- end }}

{{/* The settings of the remote store. Files of a Secret are replaced with it. */}}
{{- define "skopos.remote" -}}
- {name: SKOPOS_METRICS_BACKEND, value: remote}
- {name: SKOPOS_METRICS_REMOTE_WRITE_URL, value: {{ .writeUrl | quote }}}
- {name: SKOPOS_METRICS_REMOTE_QUERY_URL, value: {{ .queryUrl | quote }}}
- {name: SKOPOS_METRICS_REMOTE_QUEUE_SAMPLES, value: {{ .queueSamples | int | quote }}}
- {name: SKOPOS_METRICS_REMOTE_SHARDS, value: {{ .shards | quote }}}
- {name: SKOPOS_METRICS_REMOTE_INSECURE_SKIP_VERIFY, value: {{ .insecureSkipVerify | quote }}}
{{- $headers := list }}
{{- range $name, $value := .headers }}{{ $headers = append $headers (printf "%s=%s" $name $value) }}{{ end }}
{{- with $headers }}
- {name: SKOPOS_METRICS_REMOTE_HEADERS, value: {{ join "," . | quote }}}
{{- end }}
{{- with .secret }}
{{- if .name }}
{{- with .username }}
- {name: SKOPOS_METRICS_REMOTE_USERNAME, value: {{ . | quote }}}
{{- end }}
{{- range list (list "TOKEN_FILE" .tokenKey) (list "PASSWORD_FILE" .passwordKey) (list "CA_FILE" .caKey) (list "CERTIFICATE_FILE" .certificateKey) (list "KEY_FILE" .keyKey) }}
{{- if index . 1 }}
- {name: SKOPOS_METRICS_REMOTE_{{ index . 0 }}, value: {{ printf "/etc/skopos/remote/%s" (index . 1) | quote }}}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
