import { isKnown, list, type List, type Maybe } from '../../core/value'

// As of November 2026, from the Service Authorization Reference of AWS and the published research on paths to administrator rights.

const table = (text: string): readonly string[] => text.trim().split(/\s*\n\s*/).flatMap((line) => { const [service, ...names] = line.split(/\s+/); return names.map((name) => `${service}:${name}`) })

/** Actions that change who may do what. */
export const permissionActions = table(`
  iam AddClientIDToOpenIDConnectProvider AddRoleToInstanceProfile AddUserToGroup AttachGroupPolicy AttachRolePolicy AttachUserPolicy CreateAccessKey CreateLoginProfile CreateOpenIDConnectProvider CreatePolicy CreatePolicyVersion CreateRole CreateSAMLProvider CreateUser DeactivateMFADevice DeleteGroupPolicy DeleteRolePermissionsBoundary DeleteRolePolicy DeleteUserPermissionsBoundary DeleteUserPolicy DetachGroupPolicy DetachRolePolicy DetachUserPolicy PassRole PutGroupPolicy PutRolePermissionsBoundary PutRolePolicy PutUserPermissionsBoundary PutUserPolicy RemoveUserFromGroup SetDefaultPolicyVersion UpdateAccessKey UpdateAssumeRolePolicy UpdateLoginProfile UpdateSAMLProvider
  organizations AttachPolicy CreatePolicy DeletePolicy DetachPolicy DisablePolicyType LeaveOrganization MoveAccount UpdatePolicy
  sso AttachManagedPolicyToPermissionSet CreateAccountAssignment CreatePermissionSet PutInlinePolicyToPermissionSet
  s3 BypassGovernanceRetention DeleteBucketPolicy PutAccessPointPolicy PutAccountPublicAccessBlock PutBucketAcl PutBucketPolicy PutBucketPublicAccessBlock PutObjectAcl
  kms CreateGrant PutKeyPolicy RevokeGrant
  lambda AddLayerVersionPermission AddPermission RemovePermission
  sns AddPermission RemovePermission
  sqs AddPermission RemovePermission
  secretsmanager DeleteResourcePolicy PutResourcePolicy
  ssm ModifyDocumentPermission
  ecr DeleteRepositoryPolicy SetRepositoryPolicy
  ec2 CreateNetworkInterfacePermission ModifyImageAttribute ModifySnapshotAttribute
  rds ModifyDBClusterSnapshotAttribute ModifyDBSnapshotAttribute
  eks AssociateAccessPolicy CreateAccessEntry UpdateAccessEntry
  ram AssociateResourceShare CreateResourceShare
  backup DeleteBackupVaultAccessPolicy PutBackupVaultAccessPolicy
  elasticfilesystem DeleteFileSystemPolicy PutFileSystemPolicy
  events PutPermission RemovePermission
  glue DeleteResourcePolicy PutResourcePolicy
  logs DeleteResourcePolicy PutDestinationPolicy PutResourcePolicy
  codebuild DeleteResourcePolicy PutResourcePolicy
  acm-pca CreatePermission DeletePolicy PutPolicy
  dynamodb PutResourcePolicy
  kinesis PutResourcePolicy
  lakeformation GrantPermissions PutDataLakeSettings`)

/** Actions that answer with credentials. */
export const credentialActions = table(`
  cognito-identity GetCredentialsForIdentity GetOpenIdToken GetOpenIdTokenForDeveloperIdentity
  connect GetFederationToken
  gamelift RequestUploadCredentials
  iam CreateAccessKey CreateLoginProfile CreateServiceSpecificCredential ResetServiceSpecificCredential UpdateLoginProfile
  lightsail GetInstanceAccessDetails GetRelationalDatabaseMasterUserPassword
  rds-db connect
  redshift GetClusterCredentials GetClusterCredentialsWithIAM
  redshift-serverless GetCredentials
  sso GetRoleCredentials
  sts AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity GetFederationToken`)

/** Actions that read or copy what is stored. */
export const dataActions = table(`
  s3 GetObject GetObjectVersion
  ssm GetParameter GetParameters GetParametersByPath
  secretsmanager BatchGetSecretValue GetSecretValue
  dynamodb BatchGetItem ExportTableToPointInTime GetItem Query Scan
  rds CopyDBSnapshot CreateDBSnapshot
  rds-data ExecuteStatement
  ebs GetSnapshotBlock`)

/** Sets of actions on all resources, each of which makes its holder an administrator where the account has a role or user of such rights. */
export const escalationPaths: readonly (readonly string[])[] = [
  ...table('iam CreatePolicyVersion SetDefaultPolicyVersion CreateAccessKey CreateLoginProfile UpdateLoginProfile AttachUserPolicy AttachGroupPolicy AttachRolePolicy PutUserPolicy PutGroupPolicy PutRolePolicy AddUserToGroup').map((action) => [action]),
  ['iam:UpdateAssumeRolePolicy', 'sts:AssumeRole'],
  ['iam:PassRole', 'ec2:RunInstances'],
  ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
  ['iam:PassRole', 'lambda:CreateFunction', 'lambda:CreateEventSourceMapping'],
  ['iam:PassRole', 'lambda:CreateFunction', 'lambda:AddPermission'],
  ['iam:PassRole', 'cloudformation:CreateStack'],
  ['iam:PassRole', 'glue:CreateDevEndpoint'],
  ['iam:PassRole', 'glue:CreateJob', 'glue:StartJobRun'],
  ['iam:PassRole', 'datapipeline:CreatePipeline', 'datapipeline:PutPipelineDefinition'],
  ['iam:PassRole', 'sagemaker:CreateNotebookInstance'],
  ['iam:PassRole', 'sagemaker:CreateProcessingJob'],
  ['iam:PassRole', 'sagemaker:CreateTrainingJob'],
  ['iam:PassRole', 'ecs:RegisterTaskDefinition', 'ecs:RunTask'],
  ['iam:PassRole', 'codebuild:CreateProject', 'codebuild:StartBuild'],
  ['iam:PassRole', 'states:CreateStateMachine', 'states:StartExecution'],
  ['iam:PassRole', 'apprunner:CreateService'],
  ['glue:UpdateDevEndpoint'],
  ['lambda:UpdateFunctionCode'],
]

/** Does a pattern of a policy cover an action? `*` is any text, `?` one character, and case does not matter. */
export function covers(pattern: string, action: string): boolean {
  const p = pattern.toLowerCase(), a = action.toLowerCase()
  let i = 0, j = 0, star = -1, mark = 0
  while (j < a.length) {
    if (i < p.length && p[i] === '*') { star = i++; mark = j }
    else if (i < p.length && (p[i] === '?' || p[i] === a[j])) { i++; j++ }
    else if (star >= 0) { i = star + 1; j = ++mark }
    else return false
  }
  while (p[i] === '*') i++
  return i === p.length
}

/** Those of some actions that a statement's `Action` or `NotAction` covers; open where there may be more. */
export function coveredBy(actions: List<Maybe<string>>, notActions: List<Maybe<string>>, all: readonly string[]): List<string> {
  const found = all.filter((action) => actions.some((pattern) => isKnown(pattern) && covers(pattern, action)))
  if (!notActions.length) return list(found, actions.open === true || actions.some((pattern) => !isKnown(pattern) && all.some((action) => mayCover(pattern.source, action))))
  if (notActions.open || notActions.some((one) => !isKnown(one))) return list(found, true)
  return list(all.filter((action) => !notActions.some((pattern) => isKnown(pattern) && covers(pattern, action))))
}

/** May a pattern with unknown parts cover an action? `s3:${var.verb}*` covers none of IAM. */
function mayCover(source: string, action: string): boolean {
  const service = /^"?([\w-]+:)/.exec(source)
  return !service || action.toLowerCase().startsWith(service[1]!.toLowerCase())
}
