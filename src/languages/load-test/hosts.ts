/** Words in a host's name that say that it is no production system. */
const rehearsal = /(?:^|[.-])(?:dev\w{0,8}|test\w{0,4}|testing|stag\w{0,4}|stg|stage\w?|qa\d?|uat|pre-?prod\w{0,6}|preview|pre|perf\w{0,8}|load\w{0,5}|sandbox\w?|demo\d?|ci|int|integration|local\w{0,4}|mock\w?|example|examples|k6|httpbin|quickpizza|nonprod|non-prod|review|canary|bench\w{0,6})(?=$|[.-])/i
/** Hosts that are not on the Internet, or that exist for trials. */
const inner = /^(?:localhost|[\w-]+|[\d.]+|\[.*\]|.*\.(?:local|localhost|internal|intranet|lan|svc|cluster\.local|test|invalid|example|home\.arpa)|(?:.*\.)?example\.(?:com|org|net)|(?:.*\.)?(?:k6\.io|grafana\.com|gatling\.io|httpbin\.org|postman-echo\.com|reqres\.in|jsonplaceholder\.typicode\.com|computer-database\.gatling\.io|ngrok\.io|ngrok-free\.app|github\.com|githubusercontent\.com|w3\.org|schema\.org))$/i

/** Is a host public, and no test system by its name? */
export const isProductionHost = (host: string): boolean => !inner.test(host) && !rehearsal.test(host)
