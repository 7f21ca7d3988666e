// XML as a tree of elements, and XML or HTML as its names and text, for tests that read exports back.
import { Parser } from 'htmlparser2';

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

export function child(of: Element, name: string): Element {
  const found = of.children.filter((one) => one.name === name);
  if (found.length !== 1) throw new Error(`${found.length} elements ${name} in ${of.name}`);
  return found[0];
}

export function treeOf(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const path = [root];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const element: Element = { name, attributes, children: [], text: '' };
        path.at(-1)!.children.push(element);
        path.push(element);
      },
      ontext: (data) => void (path.at(-1)!.text += data),
      onclosetag: () => void path.pop(),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return root.children[0];
}

/** The names of all elements, the whole text, and the text of every `<text>`. */
export function readMarkup(source: string, xmlMode: boolean): { tags: string[]; text: string; texts: string[] } {
  const tags: string[] = [];
  const texts: string[] = [];
  let text = '';
  const parser = new Parser(
    {
      onopentag: (name) => {
        tags.push(name);
        texts.push('');
      },
      ontext: (data) => {
        text += data;
        if (texts.length > 0) texts[texts.length - 1] += data;
      },
    },
    { xmlMode, decodeEntities: true },
  );
  parser.end(source);
  return { tags, text, texts };
}
