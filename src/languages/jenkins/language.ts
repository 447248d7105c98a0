import { commentSyntax } from '../../core/comment-syntax'
import type { Language } from '../../core/language'
import { isJenkinsfile, Model, parser } from './model'

/** Jenkinsfiles, declarative and scripted; every file is a scope of its own. */
export const language: Language = {
  id: 'jenkins',
  claims: isJenkinsfile,
  scopesOf: path => [path],
  comments(document) {
    const { text, comments } = document.tree(parser)
    return commentSyntax({
      text, marker: '//', comments: comments.filter(comment => comment.text.startsWith('//')), prefix: /^[ \t]*$/,
      constructs: () => [], head: () => 0, block: () => [0, text.length],
    })
  },
  read(path, environment) {
    const document = environment.read(path)
    if (!document) return { files: [path], errors: [], contexts: [], exports: () => [] }
    const model = new Model(path, document.tree(parser))
    return { files: [path], errors: [], contexts: [{ name: null, facts: () => model.facts() }], exports: () => [] }
  },
}
