/** What VS Code's Markdown editor tells the frame of a fence. */
export interface HostListener {
  /** The text of the fence, or whether it may be changed, is another; or the frame shows another fence now (`anew`). */
  changed(text: string, readOnly: boolean, anew: boolean): void;
  /** The extension says something. */
  told(message: unknown): void;
  /** The editor does not speak this version of its protocol. */
  refused(): void;
}

/** Of VS Code 1.139; it is experimental there. */
const VERSION = 'web-editor/0.12';

interface Update {
  readonly content?: unknown;
  readonly readOnly?: boolean;
  readonly serverRevision?: number;
  /** The frame is used for another fence, or what it has written was not taken. */
  readonly force?: boolean;
}

interface StringEdit {
  readonly offset: number;
  readonly length: number;
  readonly newText: string;
}

/** The frame's side of the protocol: JSON-RPC by messages between the frame and the editor around it. */
export class HostConnection {
  private text = '';
  private readOnly = true;
  private serverRevision = 0;
  private clientRevision = 0;

  constructor(private readonly listener: HostListener) {
    window.addEventListener('message', (event) => {
      if (event.source === parent) this.receive(event.data);
    });
    this.send({ id: 1, method: 'web-editor-host::initialized', params: { protocolVersion: VERSION, contentType: 'text' } }); // prettier-ignore
  }

  /** Writes another text into the document: one edit that its undo takes back. */
  write(text: string): void {
    const from = this.text;
    let start = 0;
    while (start < Math.min(from.length, text.length) && from[start] === text[start]) start++;
    let kept = 0;
    while (kept < Math.min(from.length, text.length) - start && from.at(-1 - kept) === text.at(-1 - kept)) kept++;
    const edit = { offset: start, length: from.length - start - kept, newText: text.slice(start, text.length - kept) };
    this.text = text;
    this.send({
      method: 'web-editor-host::applyContentEdit',
      params: {
        edits: [{ kind: 'stringEdits', path: [], stringEdits: [edit] }],
        clientRevision: ++this.clientRevision,
        basedOnServerRevision: this.serverRevision,
      },
    });
    this.listener.changed(this.text, this.readOnly, false);
  }

  /** Tells the extension something. */
  tell(message: object): void {
    this.send({ method: 'web-editor-host-transport::message', params: { message } });
  }

  /** Says how high the frame should be, in pixels. */
  reportHeight(height: number): void {
    this.send({ method: 'web-editor-host::reportSize', params: { height } });
  }

  private receive(data: unknown): void {
    const message = (data ?? {}) as {
      jsonrpc?: string;
      id?: unknown;
      method?: string;
      params?: unknown;
      error?: unknown;
    };
    if (message.jsonrpc !== '2.0') return;
    switch (message.method) {
      case undefined:
        if (message.id === 1 && message.error !== undefined) this.listener.refused();
        break;
      case 'web-editor::update':
        this.update(message.params as Update);
        break;
      case 'web-editor::applyContentEdits': {
        const { edits, serverRevision } = message.params as { edits: unknown[]; serverRevision: number };
        this.update({ content: edits.reduce((text: string, one) => edited(text, one), this.text), serverRevision });
        break;
      }
      case 'web-editor-client-transport::message':
        this.listener.told((message.params as { message: unknown }).message);
        break;
      default:
        if (message.id !== undefined) this.send({ id: message.id, result: { schema: { type: 'string' } } });
    }
  }

  private update({ content, readOnly, serverRevision, force = false }: Update): void {
    this.serverRevision = serverRevision ?? this.serverRevision;
    const [text, locked] = [typeof content === 'string' ? content : this.text, readOnly ?? this.readOnly];
    if (text === this.text && locked === this.readOnly && !force) return;
    [this.text, this.readOnly] = [text, locked];
    this.listener.changed(text, locked, force);
  }

  private send(message: object): void {
    parent.postMessage({ jsonrpc: '2.0', ...message }, '*');
  }
}

function edited(text: string, edit: unknown): string {
  const { kind, newValue, stringEdits = [] } = edit as { kind: string; newValue?: string; stringEdits?: StringEdit[] };
  if (kind === 'replace') return newValue ?? text;
  return stringEdits.reduce(
    (made, { offset, length, newText }) => made.slice(0, offset) + newText + made.slice(offset + length),
    text,
  );
}
