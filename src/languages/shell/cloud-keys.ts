/** Variables that clouds' programs read a long-lived key from. */
export const cloudKey = /^(?:AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|GOOGLE_APPLICATION_CREDENTIALS|GOOGLE_CREDENTIALS|GCLOUD_SERVICE_KEY|GCP_SERVICE_ACCOUNT_KEY|GCP_SA_KEY|AZURE_CLIENT_SECRET|ARM_CLIENT_SECRET|DIGITALOCEAN_ACCESS_TOKEN)$/

/** Those that a script expands. */
export const cloudKeysIn = (text: string): string[] => [...text.matchAll(/\$\{?(\w+)/g)].flatMap(([, name]) => cloudKey.test(name!) ? [name!] : [])
