// The shapes of the data in the page: `graph` as `export json` writes it (docs/answers.schema.json has
// its edges), `worked` and `network` as src/site/worked.rs and places.rs write them.

type Bounds = [string | null, string | null];

interface Actor {
  id: string; label: string; kind: string; aliases: string[]; short?: string; when?: string;
  within?: string; same_as?: string; note?: string; aliases_in?: Record<string, string[]>;
}

interface Source {
  id: string; title: string; authors?: string[]; publisher?: string; published?: string;
  inferred_from?: string; language?: string; url?: string; copy_of?: string; relies_on?: string[];
  text?: string; words?: number; paragraphs?: number;
}

interface Relation {
  label: string; inverse: string | null; family: string; sign: number; symmetric: boolean;
  event: boolean; is_a: string | null;
}

interface Claim {
  key: string; source: string; target: string; relation: string; family: string; sign: number;
  symmetric: boolean; event: boolean; modality: string; status: string; said_by: string[];
  cited_by: string[]; when: string | null; attested: Bounds | null; start: Bounds | null;
  end: Bounds | null; against?: string[]; through?: string[]; what?: string; amount?: string;
  count?: string; intended?: string; place?: string; dated?: string; translation?: string;
  note?: string;
  citation: { source: string; paragraph?: number; words?: [number, number]; quote?: string; record?: string; match?: string };
}

interface Graph {
  whobacks: number;
  draft?: { left_out: number };
  graph: {
    title: string; sources: Source[]; relations: Record<string, Relation>;
    sides?: Record<string, string[]>; slices?: string[];
  };
  nodes: Actor[];
  edges: Claim[];
}

/** Standing, manner, whether it is present, the claims that show it, when it was last seen. */
type State = [string, string, boolean, number[], string];

interface Told {
  from: number; to: number; relation: string; claims: number[]; told: number;
  years: [number, number][]; days: [number, number][];
}

type Camp = [string, number[]];

interface Worked {
  reach: string; span: [number, number] | null; years: number[]; days: number[]; states: State[];
  full: Told[]; rolled: Told[]; kept: Told[];
  parents: { actor: number; told: number; days: [number, number][] }[];
  sides: { list: Camp[][]; told: number; years: [number, number][]; days: [number, number][] };
  contradictions: { sort: string; actors: number[]; claims: number[] }[];
  /** After how many on both sides of a fight the search ended; absent where all are told. */
  cut_at?: number;
  backing: string[];
  past: Record<string, string>;
  /** The sources as items of CSL-JSON, in their order; empty where the program knows no such libraries. */
  csl: ({ note?: string } & Record<string, unknown>)[];
}

interface Network {
  boxes: [number, number, string[]][];
  full: Record<string, [number, number]>;
  rolled: Record<string, [number, number]>;
  main: Record<string, [number, number]>;
}

/** A time that is asked about: all that is told, a year, or a day (counted from 1970). */
type At = { of: "told" } | { of: "year"; year: number } | { of: "day"; day: number };

interface Shown { tie: Told; state: State }

/** All that is shown of one pair and family, what leads first. */
interface Line {
  key: string; from: number; to: number; family: string; symmetric: boolean; members: Shown[];
}

type Child = Node | string | number | null | undefined | false | Child[];
