/** The fragment that Markdown previews and code hosts make of a heading. */
export const slugOf = (heading: string): string => heading.trim().toLowerCase().replace(/\s+/g, '-').replace(/[\][!/'"#$%&()*+,.:;<=>?@\\^{|}~`。，、；：？！…—·ˉ¨‘’“”々～‖∶＂＇｀｜〃〔〕〈〉《》「」『』．〖〗【】（）［］｛｝]/g, '').replace(/^-+|-+$/g, '')
