// What the server says, as src/serve/state.rs, room.rs and draft.rs write it.

interface RoomActor {
  id: string; name: string; short: string | null; kind: string; aliases: string[];
  aliases_in: Record<string, string[]>;
}

interface RoomRelation { id: string; label: string; family: string; sign: number; symmetric: boolean; verbs: string[] }

interface RoomSource {
  id: string; title: string; publisher: string | null; published: string | null; language: string | null;
  at_hand: boolean; is_data: boolean; entries: number;
}

interface Problem {
  code: string; severity: "error" | "warning" | "information"; message: string; label: string | null;
  help: string | null; file: string; line: number; column: number; field?: string | null;
}

/** The state of the data set; `broken` stands alone, where nothing can be read. */
interface RoomState {
  broken?: string;
  title: string; files: { name: string; path: string }[]; versions: Record<string, string>; torn: boolean;
  sources: RoomSource[]; actors: RoomActor[]; relations: RoomRelation[]; kinds: string[];
  modalities: string[]; statuses: string[]; problems: Problem[]; more_problems: number; errors: number; warnings: number;
  claims: number; undo: string | null; redo: string | null;
}

/** A claim as `export json` has it, with its place in the file and what of its paragraph it quotes. */
interface RoomClaim extends Claim {
  stands: [string, number, number] | null;
  marks?: [number, number][];
}

interface Sentence {
  n: number; span: [number, number]; state: "coded" | "silent" | "excused" | "open"; named: string[][];
  excuse: string | null; place: string;
}

interface Paragraph { n: number; page: number | null; text: string; sentences: Sentence[] }

/** A source with its text, if that is at hand. */
interface Text {
  id: string; title: string; publisher: string | null; published: string | null; language: string | null;
  url: string | null; authors: string[]; why_not: string | null;
  card: { name: string; version: string } | null;
  tally: { naming_two: number; coded: number; excused: number; open: number } | null;
  paragraphs: Paragraph[] | null; claims: RoomClaim[] | null;
}

/** Words of a paragraph, in units of UTF-16. */
interface Picked { paragraph: number; from: number; to: number }

/** How the words put a claim, who says it, and when. */
interface Manner { modality: string; status: string | null; said_by: string | null; when: string | null; dated: string | null; note: string | null }

interface Reading extends Manner { from: string; relation: string; to: string; shown_by: string | null }

/** What the server proposes for words that are picked. */
interface Proposal extends Manner { quote: string; paragraph: number; ambiguous: boolean; named: string[]; readings: Reading[] }

interface Draft {
  source: string; from: string[]; relation: string; to: string[]; quote: string; paragraph: number | null;
  when: string; modality: string; status: string; said_by: string[]; cited_by: string[]; against: string[];
  through: string[]; what: string; amount: string; count: string; intended: string; place: string;
  dated: string; translation: string; note: string; accept: string[];
}

interface Judged { problems: Problem[]; bad: boolean; file?: string; line?: number; written?: string; claims?: string[] }

interface Written extends Judged { said: string[]; versions: Record<string, string> }
