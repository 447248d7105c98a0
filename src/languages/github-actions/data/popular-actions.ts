/**
 * What popular actions declare, written by hand from knowledge on 2026-11-28; which entries were compared with their source is not recorded. Source of truth: the action.yml and the release notes in their repositories: add a major only after a look at its action.yml.
 * A list that may have been overtaken is not called whole; then only what reads like a slip of the finger is reported.
 * A line: name | runtime by major (node20 as 20, d: docker, c: composite, ?: not known) | majors whose list of inputs is whole, or - | inputs | outputs, or * where nobody can tell.
 * An input with `!` is required and has no default, one with `~` is deprecated, in favour of the name behind it, from the major behind `@` on.
 */
export const popularActions = `
actions/checkout | 2:12 3:16 4:20 5:24 6:24 | 2-5 | repository ref token ssh-key ssh-known-hosts ssh-strict ssh-user persist-credentials path clean filter sparse-checkout sparse-checkout-cone-mode fetch-depth fetch-tags show-progress lfs submodules set-safe-directory github-server-url | ref commit
actions/cache | 1:12 2:12 3:16 4:20 5:24 | 1-4 | path! key! restore-keys upload-chunk-size enableCrossOsArchive fail-on-cache-miss lookup-only save-always | *
actions/cache/restore | 3:16 4:20 5:24 | 3-4 | path! key! restore-keys enableCrossOsArchive fail-on-cache-miss lookup-only | *
actions/cache/save | 3:16 4:20 5:24 | 3-4 | path! key! upload-chunk-size enableCrossOsArchive | *
actions/upload-artifact | 2:12 3:16 4:20 6:24 7:24 | 2-4 | name path! if-no-files-found retention-days compression-level overwrite include-hidden-files | *
actions/download-artifact | 2:12 3:16 4:20 7:24 | 2-4 | name artifact-ids path pattern merge-multiple github-token repository run-id | *
actions/setup-node | 1:12 2:12 3:16 4:20 5:24 6:24 | 1-4 | node-version node-version-file architecture check-latest registry-url scope token cache cache-dependency-path always-auth mirror mirror-token package-manager-cache version~node-version | *
actions/setup-python | 1:12 2:12 3:16 4:16 5:20 6:24 | 1-5 | python-version python-version-file cache architecture check-latest token cache-dependency-path update-environment allow-prereleases freethreaded pip-version pip-install | python-version cache-hit python-path
actions/setup-go | 1:12 2:12 3:16 4:16 5:20 6:24 | 1-5 | go-version go-version-file check-latest token cache cache-dependency-path architecture stable go-download-base-url | *
actions/setup-java | 1:12 2:12 3:16 4:20 5:24 | 1-4 | java-version java-version-file distribution java-package architecture jdkFile jdk-file check-latest server-id server-username server-password settings-path overwrite-settings gpg-private-key gpg-passphrase cache cache-dependency-path job-status token mvn-toolchain-id mvn-toolchain-vendor | *
actions/setup-dotnet | 1:12 2:16 3:16 4:20 5:24 | 2-4 | dotnet-version dotnet-quality global-json-file source-url owner config-file cache cache-dependency-path include-prerelease architecture workloads | *
actions/github-script | 2:12 3:12 4:12 5:12 6:16 7:20 8:24 | 6-7 | script! github-token debug user-agent previews result-encoding retries retry-exempt-status-codes base-url | *
actions/stale | 3:12 4:12 5:16 6:16 7:16 8:16 9:20 10:24 | - | repo-token stale-issue-message stale-pr-message close-issue-message close-pr-message days-before-stale days-before-issue-stale days-before-pr-stale days-before-close days-before-issue-close days-before-pr-close stale-issue-label close-issue-label exempt-issue-labels stale-pr-label close-pr-label exempt-pr-labels exempt-milestones exempt-all-milestones only-labels any-of-labels only-issue-labels only-pr-labels operations-per-run remove-stale-when-updated debug-only ascending delete-branch start-date exempt-assignees exempt-all-assignees enable-statistics labels-to-add-when-unstale labels-to-remove-when-unstale | *
actions/labeler | 2:12 3:12 4:16 5:20 6:24 | 5-5 | repo-token configuration-path sync-labels dot pr-number | new-labels all-labels
actions/setup-ruby | 1:12 | - | ruby-version | *
actions/create-release | 1:12 | 1-1 | tag_name! release_name! body body_path draft prerelease commitish owner repo | id html_url upload_url
actions/upload-release-asset | 1:12 | 1-1 | upload_url! asset_path! asset_name! asset_content_type! | *
docker/build-push-action | 2:12 3:16 4:16 5:20 6:20 7:24 | 5-6 | add-hosts allow annotations attests build-args build-contexts builder cache-from cache-to call cgroup-parent context file labels load network no-cache no-cache-filters outputs platforms provenance pull push sbom secret-envs secret-files secrets shm-size ssh tags target ulimit github-token | imageid digest metadata
docker/login-action | 1:12 2:16 3:20 4:24 | 1-3 | registry username password ecr logout scope registry-auth | *
docker/setup-buildx-action | 1:12 2:16 3:20 4:24 | 1-3 | version driver driver-opts buildkitd-flags buildkitd-config buildkitd-config-inline install use endpoint platforms append cache-binary cleanup keep-state name config~buildkitd-config@3 config-inline~buildkitd-config-inline@3 | *
docker/setup-qemu-action | 1:12 2:16 3:20 4:24 | 1-3 | image platforms cache-image reset | platforms
docker/metadata-action | 2:12 3:12 4:16 5:20 6:24 | 3-5 | context images tags flavor labels annotations sep-tags sep-labels sep-annotations bake-target github-token | *
aws-actions/configure-aws-credentials | 2:16 3:16 4:20 | - | audience aws-access-key-id aws-secret-access-key aws-session-token aws-region mask-aws-account-id role-to-assume web-identity-token-file role-duration-seconds role-session-name role-external-id role-skip-session-tagging http-proxy inline-session-policy managed-session-policies output-credentials unset-current-credentials disable-retry retry-max-attempts special-characters-workaround use-existing-credentials role-chaining | *
aws-actions/amazon-ecr-login | 1:16 2:20 | - | http-proxy mask-password registries skip-logout registry-type | *
codecov/codecov-action | 3:16 4:20 5:c | - | token binary codecov_yml_path commit_parent directory disable_file_fixes disable_search disable_safe_directory dry_run env_vars exclude fail_ci_if_error files flags git_service gcov_args gcov_executable gcov_ignore gcov_include handle_no_reports_found job_code name network_filter network_prefix os override_branch override_build override_build_url override_commit override_pr plugins report_code report_type root_dir skip_validation slug swift_project url use_legacy_upload_endpoint use_oidc verbose version working-directory file | *
softprops/action-gh-release | 1:16 2:20 | - | body body_path name tag_name draft prerelease preserve_order files working_directory overwrite_files fail_on_unmatched_files repository token target_commitish discussion_category_name generate_release_notes append_body make_latest previous_tag | *
hashicorp/setup-terraform | 1:12 2:16 3:20 4:24 | 2-3 | cli_config_credentials_hostname cli_config_credentials_token terraform_version terraform_version_file terraform_wrapper | *
golangci/golangci-lint-action | 2:12 3:16 4:20 5:20 6:20 7:20 8:20 9:24 | - | version version-file install-mode install-only working-directory github-token verify only-new-issues args skip-cache skip-save-cache cache-invalidation-interval problem-matchers debug experimental | *
pnpm/action-setup | 1:12 2:16 3:20 4:20 | - | version dest run_install cache cache_dependency_path package_json_file standalone | *
google-github-actions/auth | 1:16 2:20 3:24 | - | project_id workload_identity_provider service_account audience credentials_json create_credentials_file export_environment_variables token_format delegates universe request_reason cleanup_credentials access_token_lifetime access_token_scopes access_token_subject id_token_audience id_token_include_email | *
google-github-actions/setup-gcloud | 1:16 2:20 3:24 | - | version project_id install_components skip_install cache | *
azure/login | 2:20 | - | creds client-id tenant-id subscription-id enable-AzPSSession environment allow-no-subscriptions audience auth-type | *
peaceiris/actions-gh-pages | 3:16 4:20 | - | deploy_key github_token personal_token publish_branch publish_dir destination_dir external_repository allow_empty_commit force_orphan keep_files user_name user_email commit_message full_commit_message tag_name tag_message enable_jekyll disable_nojekyll cname exclude_assets | *
octokit/request-action | 2:? | - | route! mediaType | status headers data
peter-evans/create-pull-request | 4:16 6:20 7:20 8:24 | - | | *
dorny/paths-filter | 2:16 3:20 | - | token working-directory ref base filters! list-files initial-fetch-depth predicate-quantifier | *
gradle/gradle-build-action | 2:16 3:20 | - | | *
github/codeql-action/init | 1:12 2:16 3:20 4:24 | - | | *
github/codeql-action/analyze | 1:12 2:16 3:20 4:24 | - | | *
github/codeql-action/autobuild | 1:12 2:16 3:20 4:24 | - | | *
github/codeql-action/upload-sarif | 1:12 2:16 3:20 4:24 | - | | *
reviewdog/action-actionlint | 1:d | - | github_token tool_name level reporter filter_mode fail_level fail_on_error~fail_level reviewdog_flags actionlint_flags | *
`
