/** Names of libraries by what they are for; a name that ends in `*` is a beginning, one that begins with `*` an end. Written by hand in November 2026. */
const tests = words('org.junit.* junit:junit org.testng:* org.spockframework:* org.mockito:* io.mockk:* io.kotest:* org.springframework.boot:spring-boot-starter-test io.quarkus:quarkus-junit5* org.scalatest:* jest vitest mocha ava jasmine tap @testing-library/* karma uvu pytest pytest-* nose2 hypothesis unittest2 github.com/stretchr/testify github.com/onsi/ginkgo* gotest.tools/* xunit xunit.* nunit nunit.* mstest.* microsoft.net.test.sdk rstest proptest mockall')
const endToEnd = words('@playwright/test playwright cypress @wdio/* selenium-webdriver webdriverio nightwatch testcafe puppeteer org.seleniumhq.selenium:* com.microsoft.playwright:* com.codeborne:selenide selenium pytest-playwright io.cucumber:* @cucumber/cucumber behave selenium.webdriver microsoft.playwright*')
/** What stands in for a database or a queue in tests and behaves otherwise. */
const fakes = words('com.h2database:h2 org.hsqldb:hsqldb org.apache.derby:derby ioredis-mock redis-mock fakeredis mongomock pg-mem mongo-mock github.com/data-dog/go-sqlmock github.com/alicebob/miniredis* microsoft.entityframeworkcore.inmemory aioresponses moto aws-sdk-mock sqlite-memory mock-knex de.flapdoodle.embed.mongo.mock')
const contracts = words('au.com.dius.pact* *spring-cloud-starter-contract-verifier *spring-cloud-starter-contract-stub-runner *spring-cloud-contract-wiremock org.springframework.cloud.contract @pact-foundation/* pact-python pact github.com/pact-foundation/pact-go* pactnet pact_consumer pact_verifier pact-jvm* au.com.dius.pact *spring-cloud-contract-maven-plugin schemathesis')
const integrations = words('org.testcontainers* testcontainers @testcontainers/* testcontainers-* testcontainers.* github.com/testcontainers/testcontainers-go* github.com/ory/dockertest* maven-failsafe-plugin pytest-docker pytest-postgresql org.opensearch:opensearch-testcontainers')
const mutations = words('pitest-maven info.solidsoft.pitest *gradle-pitest-plugin @stryker-mutator/* stryker-cli mutmut cosmic-ray dotnet-stryker infection/infection')
const releases = words('semantic-release @semantic-release/* @changesets/cli standard-version release-it @release-it/* commit-and-tag-version lerna maven-release-plugin org.jreleaser* jreleaser-maven-plugin net.researchgate.release pl.allegro.tech.build.axion-release commitizen python-semantic-release bumpversion towncrier com.palantir.git-version nebula.release setuptools-scm hatch-vcs gitversion.msbuild minver nerdbank.gitversioning')
const boms = words('cyclonedx-maven-plugin org.cyclonedx.bom @cyclonedx/* cyclonedx-bom cyclonedx-py spdx-maven-plugin org.spdx.sbom cyclonedx microsoft.sbom.targets')
const fat = words('spring-boot-maven-plugin org.springframework.boot maven-shade-plugin maven-assembly-plugin com.github.johnrengelman.shadow com.gradleup.shadow com.gradleup.shadow* onejar-maven-plugin')
const layers = words('jib-maven-plugin com.google.cloud.tools.jib dockerfile-maven-plugin-layers io.micronaut.application quarkus-container-image-jib *quarkus-container-image-jib')
const commits = words('@commitlint/* commitlint commitizen git-cz cz-* gitlint conventional-pre-commit')

/** The store that a library talks to, by parts of its name. */
const stores: readonly (readonly [string, RegExp])[] = [
  ['postgresql', /^(?:org\.postgresql:postgresql|pg|pg-promise|postgres|psycopg(?:2|2-binary)?|asyncpg|npgsql(?:\..*)?|tokio-postgres|github\.com\/lib\/pq|github\.com\/jackc\/pgx.*|org\.postgresql:r2dbc-postgresql)$/i],
  ['mysql', /^(?:mysql:mysql-connector-java|com\.mysql:mysql-connector-j|org\.mariadb.*|mysql2?|mariadb|pymysql|mysqlclient|mysqlconnector|github\.com\/go-sql-driver\/mysql)$/i],
  ['mongodb', /^(?:org\.mongodb:.*|mongodb|mongoose|pymongo|motor|mongodb\.driver|go\.mongodb\.org\/mongo-driver.*|.*spring-boot-starter-data-mongodb.*)$/i],
  ['redis', /^(?:redis|ioredis|@redis\/.*|redis\.clients:jedis|io\.lettuce:lettuce-core|stackexchange\.redis|github\.com\/(?:redis|go-redis)\/.*|.*spring-boot-starter-data-redis.*)$/i],
  ['kafka', /^(?:org\.apache\.kafka:.*|org\.springframework\.kafka:.*|kafkajs|kafka-python|confluent-kafka|confluent\.kafka|rdkafka|github\.com\/(?:segmentio\/kafka-go|ibm\/sarama|shopify\/sarama|twmb\/franz-go).*)$/i],
  ['rabbitmq', /^(?:com\.rabbitmq:.*|.*spring-boot-starter-amqp|amqplib|pika|rabbitmq\.client|lapin|github\.com\/(?:rabbitmq\/amqp091-go|streadway\/amqp))$/i],
  ['elasticsearch', /^(?:co\.elastic\.clients:.*|@elastic\/elasticsearch|elasticsearch|@opensearch-project\/opensearch|opensearch-py|github\.com\/elastic\/go-elasticsearch.*)$/i],
  ['cassandra', /^(?:com\.datastax\..*|cassandra-driver|github\.com\/gocql\/gocql)$/i],
]

function words(text: string): (name: string) => boolean {
  const whole = new Set<string>(), beginnings: string[] = [], ends: string[] = []
  for (const word of text.split(' ')) {
    if (word.startsWith('*')) ends.push(word.slice(1))
    else if (word.endsWith('*')) beginnings.push(word.slice(0, -1))
    else whole.add(word)
  }
  return name => {
    const lower = name.toLowerCase()
    return whole.has(lower) || beginnings.some(one => lower.startsWith(one)) || ends.some(one => lower.endsWith(one))
  }
}

export const isTestLibrary = tests
export const isEndToEndLibrary = endToEnd
export const isFake = fakes
export const isContractTool = contracts
export const isIntegrationTool = integrations
export const isMutationTool = mutations
export const isReleaseTool = releases
export const isSbomTool = boms
export const packsFatJar = fat
export const makesLayers = layers
export const checksCommits = commits
export const storeOf = (name: string): string | null => stores.find(([, pattern]) => pattern.test(name))?.[0] ?? null
