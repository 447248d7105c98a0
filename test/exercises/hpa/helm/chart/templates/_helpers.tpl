{{- define "checkout.labels" -}}
app: checkout
{{- end }}
