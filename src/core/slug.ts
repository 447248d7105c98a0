/** The fragment that Markdown previews and code hosts make of a heading. */
export const slugOf = (heading: string): string => heading.trim().toLowerCase().replace(/\s+/g, '-').replace(/[\][!/'"#$%&()*+,.:;<=>?@\\^{|}~`。，、；：？！…—·ˉ¨‘’“”々～‖∶＂＇｀｜〃〔〕〈〉《》「」『』．〖〗【】（）［］｛｝]/g, '').replace(/^-+|-+$/g, '')

/** The fragment that GitHub makes of a heading: emojis go, and the blank behind them becomes a dash. */
export const forgeSlugOf = (heading: string): string => heading.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replace(/ /g, '-')
