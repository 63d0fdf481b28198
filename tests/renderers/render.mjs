// Renders Markdown as JavaScript's renderers do: [{renderer, text}, …] on standard input, their HTML on standard output.
import { text as all } from "node:stream/consumers";
import { compile, run } from "@mdx-js/mdx";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import * as runtime from "react/jsx-runtime";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";

// What a page could give away or call: an expression that got out of a text would find it.
globalThis.pwned = () => { throw new Error("hostile text was run"); };

const renderers = {
  gfm: (text) => micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] }),
  mdx: async (text) => {
    const code = await compile(text, { outputFormat: "function-body", remarkPlugins: [remarkFrontmatter, remarkGfm] });
    const { default: Page, ...others } = await run(String(code), runtime);
    if (Object.keys(others).length > 0) throw new Error(`it exports ${Object.keys(others)}`);
    return renderToStaticMarkup(createElement(Page));
  },
};

const pages = JSON.parse(await all(process.stdin));
const rendered = [];
for (const { renderer, text } of pages) rendered.push(await renderers[renderer](text));
process.stdout.write(JSON.stringify(rendered));
