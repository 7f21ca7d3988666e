import type { Block, Page, Section, ToPage } from '../protocol';

/** A block on its way to the page: what is as it was in the page before is only named. */
export type BlockOnTheWay = Block | { readonly kind: 'same'; readonly id: string };
type SectionOnTheWay = Omit<Section, 'blocks'> & { readonly blocks: readonly BlockOnTheWay[] };
type PageOnTheWay = Omit<Page, 'sections'> & { readonly sections: readonly SectionOnTheWay[] };

type PageMessage = Extract<ToPage, { type: 'page' }>;
export type PageMessageOnTheWay = Omit<PageMessage, 'page'> & { readonly page: PageOnTheWay };

/**
 * What is sent to the page: it makes a message of it that is whole. A page goes as JSON: it is copied several times on its
 * way, and a text is copied faster than a thousand objects.
 */
export type OnTheWay = ToPage | { readonly type: 'pageJson'; readonly json: string };
