// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/layout/article_record.h"

#include <cstdint>

#include "indexer/store/files/bytes.h"

// The layout (since kSchemaVersion 1). "bytes" is a varint length and the bytes, "list" a varint
// count and so many bytes:
//
//   byte    kind, audience, state, confidence, format: one each
//   bytes   id, family, lang, title, summary, url, updated
//   list    products
//   bytes   text
//                                                   here ends what DecodeHit reads
//   list    versions, tags, authors, symptoms, questions, related, error codes
//   bytes   created, review-by, source
//   varint  number of sections; each: bytes heading, bytes anchor, byte level, byte role,
//           varint begin, varint end
//   varint  number of extra pairs; each: bytes key, bytes value
//   byte    1: the body is the text (plain articles); 0: bytes body follow

namespace funnel::store {
namespace {

using List = std::vector<std::string>;

constexpr List Article::*kLists[] = {
    &Article::versions,  &Article::tags,    &Article::authors,     &Article::symptoms,
    &Article::questions, &Article::related, &Article::error_codes,
};

void PutList(std::string& out, const List& list) {
  PutVarint(out, list.size());
  for (const std::string& item : list) PutBytes(out, item);
}

template <class Item>
std::vector<Item> TakeList(ByteCursor& in) {
  std::vector<Item> list;
  const std::size_t count = in.Count();
  list.reserve(count);
  for (std::size_t i = 0; i < count && in.ok(); ++i) list.emplace_back(in.Bytes());
  return list;
}

/// An enum value not above `last`; anything else spoils the cursor.
template <class Enum>
Enum TakeEnum(ByteCursor& in, Enum last) {
  const std::uint8_t value = in.Byte();
  if (value > static_cast<std::uint8_t>(last)) in.Spoil();
  return in.ok() ? static_cast<Enum>(value) : Enum{};
}

struct Head {
  State state = State::kDraft;
  Confidence confidence = Confidence::kNotValidated;
  HitRecord hit;
};

void PutHead(std::string& out, const Article& article) {
  out.push_back(static_cast<char>(article.kind));
  out.push_back(static_cast<char>(article.audience));
  out.push_back(static_cast<char>(article.state));
  out.push_back(static_cast<char>(article.confidence));
  out.push_back(static_cast<char>(article.format));
  for (std::string_view field : {std::string_view(article.id), std::string_view(article.family),
                                 std::string_view(article.lang), std::string_view(article.title),
                                 std::string_view(article.summary), std::string_view(article.url),
                                 std::string_view(article.updated)}) {
    PutBytes(out, field);
  }
  PutList(out, article.products);
  PutBytes(out, article.text);
}

Head TakeHead(ByteCursor& in) {
  Head head;
  HitRecord& hit = head.hit;
  hit.kind = TakeEnum(in, Kind::kCase);
  hit.audience = TakeEnum(in, Audience::kInternal);
  head.state = TakeEnum(in, State::kArchived);
  head.confidence = TakeEnum(in, Confidence::kValidated);
  hit.format = TakeEnum(in, BodyFormat::kPlain);
  for (std::string_view* field :
       {&hit.id, &hit.family, &hit.lang, &hit.title, &hit.summary, &hit.url, &hit.updated}) {
    *field = in.Bytes();
  }
  hit.products = TakeList<std::string_view>(in);
  hit.text = in.Bytes();
  return head;
}

void PutSections(std::string& out, const std::vector<Section>& sections) {
  PutVarint(out, sections.size());
  for (const Section& section : sections) {
    PutBytes(out, section.heading);
    PutBytes(out, section.anchor);
    out.push_back(static_cast<char>(section.level));
    out.push_back(static_cast<char>(section.role));
    PutVarint(out, section.begin);
    PutVarint(out, section.end);
  }
}

/// Section or SectionRecord.
template <class Item>
std::vector<Item> TakeSections(ByteCursor& in, std::size_t text_size) {
  std::vector<Item> sections;
  const std::size_t count = in.Count();
  sections.reserve(count / 6);  // No section is shorter.
  for (std::size_t i = 0; i < count && in.ok(); ++i) {
    Item section;
    section.heading = in.Bytes();
    section.anchor = in.Bytes();
    section.level = in.Byte();
    section.role = TakeEnum(in, SectionRole::kResolution);
    const std::uint64_t begin = in.Varint();
    const std::uint64_t end = in.Varint();
    if (section.level > 6 || begin > end || end > text_size) in.Spoil();
    section.begin = static_cast<std::uint32_t>(begin);
    section.end = static_cast<std::uint32_t>(end);
    sections.push_back(std::move(section));
  }
  return sections;
}

tl::unexpected<Error> Damaged() {
  return Fail(ErrorCode::kCorrupt,
              "a stored article is damaged; restore a backup or index the articles into a new "
              "folder");
}

}  // namespace

std::string EncodeArticle(const Article& article) {
  std::string out;
  out.reserve(article.text.size() + article.body.size() + article.title.size() +
              article.summary.size() + 512);
  PutHead(out, article);
  for (auto list : kLists) PutList(out, article.*list);
  for (const std::string* field : {&article.created, &article.review_by, &article.source}) {
    PutBytes(out, *field);
  }
  PutSections(out, article.sections);
  PutVarint(out, article.extra.size());
  for (const auto& [key, value] : article.extra) {
    PutBytes(out, key);
    PutBytes(out, value);
  }
  const bool same = article.body == article.text;
  out.push_back(same ? 1 : 0);
  if (!same) PutBytes(out, article.body);
  return out;
}

Result<Article> DecodeArticle(std::string_view record) {
  ByteCursor in(record);
  const Head head = TakeHead(in);
  const HitRecord& hit = head.hit;
  Article article;
  article.kind = hit.kind;
  article.audience = hit.audience;
  article.state = head.state;
  article.confidence = head.confidence;
  article.format = hit.format;
  article.id = hit.id;
  article.family = hit.family;
  article.lang = hit.lang;
  article.title = hit.title;
  article.summary = hit.summary;
  article.url = hit.url;
  article.updated = hit.updated;
  article.products.assign(hit.products.begin(), hit.products.end());
  article.text = hit.text;
  for (auto list : kLists) article.*list = TakeList<std::string>(in);
  for (std::string* field : {&article.created, &article.review_by, &article.source}) {
    *field = in.Bytes();
  }
  article.sections = TakeSections<Section>(in, article.text.size());
  const std::size_t extras = in.Count();
  for (std::size_t i = 0; i < extras && in.ok(); ++i) {
    const std::string_view key = in.Bytes();
    article.extra.emplace_back(key, in.Bytes());
  }
  const std::uint8_t same = in.Byte();
  if (same == 1) {
    article.body = article.text;
  } else {
    article.body = in.Bytes();
  }
  if (!in.ok() || !in.at_end() || same > 1) return Damaged();
  return article;
}

Result<HitRecord> DecodeHit(std::string_view record) {
  ByteCursor in(record);
  Head head = TakeHead(in);
  if (!in.ok()) return Damaged();
  return std::move(head.hit);
}

Result<std::vector<SectionRecord>> DecodeSections(std::string_view record) {
  ByteCursor in(record);
  const Head head = TakeHead(in);
  constexpr std::size_t kTexts = 3;  // Between lists and sections.
  for ([[maybe_unused]] auto list : kLists) TakeList<std::string_view>(in);
  for (std::size_t i = 0; i < kTexts; ++i) in.Bytes();
  std::vector<SectionRecord> sections = TakeSections<SectionRecord>(in, head.hit.text.size());
  if (!in.ok()) return Damaged();
  return sections;
}

}  // namespace funnel::store
