import type { Block, Page, Section, ToPage } from '../protocol';

/** A block on its way to the page: what is as it was in the page before is only named. */
export type BlockOnTheWay = Block | { readonly kind: 'same'; readonly id: string };
type SectionOnTheWay = Omit<Section, 'blocks'> & { readonly blocks: readonly BlockOnTheWay[] };
export type PageOnTheWay = Omit<Page, 'sections'> & { readonly sections: readonly SectionOnTheWay[] };

type PageMessage = Extract<ToPage, { type: 'page' }>;

/** What is sent to the page: it makes a message of it that is whole. */
export type OnTheWay = Exclude<ToPage, PageMessage> | (Omit<PageMessage, 'page'> & { readonly page: PageOnTheWay });
