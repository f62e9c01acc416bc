// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/hit_json.h"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "searcher/answer/response_json.h"

namespace funnel::answer {

void WriteSectionMembers(base::JsonWriter& writer, const HitSection& section) {
  base::WriteMember(writer, "heading", section.heading);
  base::WriteMember(writer, "anchor", section.anchor);
  base::WriteMember(writer, "role", Name(section.role));
}

void WriteQueryId(base::JsonWriter& writer, std::string_view query_id) {
  if (!query_id.empty()) base::WriteMember(writer, "queryId", query_id);
}

void WriteHitMembers(base::JsonWriter& writer, const Hit& hit, std::size_t rank) {
  base::WriteMember(writer, "rank", std::uint64_t{rank});
  base::WriteMember(writer, "id", hit.id);
  base::WriteMember(writer, "family", hit.family);
  base::WriteMember(writer, "lang", hit.lang);
  base::WriteMember(writer, "title", hit.title);
  base::WriteMember(writer, "markedTitle", PiecesHtml(hit.title_pieces));
  base::WriteMember(writer, "url", HitUrl(hit));
  base::WriteMember(writer, "snippet", PiecesHtml(hit.snippet));
  if (!hit.section.heading.empty()) {
    base::JsonKey(writer, "section");
    writer.StartObject();
    WriteSectionMembers(writer, hit.section);
    writer.EndObject();
  }
  base::WriteMember(writer, "score", hit.score);
  base::WriteMember(writer, "kind", Name(hit.kind));
  base::WriteMember(writer, "products", hit.products);
  base::WriteMember(writer, "updated", hit.updated);
  if (hit.pinned) {
    base::JsonKey(writer, "pinned");
    writer.Bool(true);
  }
  if (hit.translated) {
    base::JsonKey(writer, "translated");
    writer.Bool(true);
  }
  if (!hit.shared_terms.empty()) {
    base::JsonKey(writer, "sharedTerms");
    writer.StartArray();
    for (const SharedTerm& shared : hit.shared_terms) {
      writer.StartObject();
      base::WriteMember(writer, "text", shared.text);
      base::JsonKey(writer, "code");
      writer.Bool(shared.code);
      writer.EndObject();
    }
    writer.EndArray();
  }
}

void WriteHits(base::JsonWriter& writer, const std::vector<Hit>& hits, std::size_t offset) {
  base::JsonKey(writer, "hits");
  writer.StartArray();
  for (const Hit& hit : hits) {
    writer.StartObject();
    WriteHitMembers(writer, hit, ++offset);
    writer.EndObject();
  }
  writer.EndArray();
}

void WriteOmissions(base::JsonWriter& writer, const std::vector<Omission>& incomplete) {
  if (incomplete.empty()) return;
  base::JsonKey(writer, "incomplete");
  writer.StartArray();
  for (const Omission omission : incomplete) base::JsonString(writer, Name(omission));
  writer.EndArray();
}

std::string FinishedJson(const base::JsonBuffer& buffer,
                         [[maybe_unused]] const base::JsonWriter& writer) {
  assert(writer.IsComplete());
  const std::string_view text(buffer.GetString(), buffer.GetSize());
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '/' && i > 0 && text[i - 1] == '<') out += '\\';
    out += text[i];
  }
  return out;
}

}  // namespace funnel::answer
