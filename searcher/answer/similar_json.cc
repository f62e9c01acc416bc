// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/similar_json.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/base/json.h"
#include "searcher/answer/hit_json.h"

namespace funnel::answer {
namespace {

constexpr int kDecimalPlaces = 6;

void WriteCases(base::JsonWriter& writer, std::string_view name,
                const std::vector<SimilarCase>& cases) {
  base::JsonKey(writer, name);
  writer.StartArray();
  std::size_t rank = 0;
  for (const SimilarCase& one : cases) {
    writer.StartObject();
    WriteHitMembers(writer, one.hit, ++rank);
    base::JsonKey(writer, "copies");
    writer.StartArray();
    for (const Hit& copy : one.copies) {
      writer.StartObject();
      WriteHitMembers(writer, copy, rank);
      writer.EndObject();
    }
    writer.EndArray();
    writer.EndObject();
  }
  writer.EndArray();
}

}  // namespace

std::string SimilarCasesToJson(const SimilarCasesRequest& request, const SimilarCases& found,
                               double processing_ms, std::string_view query_id) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.SetMaxDecimalPlaces(kDecimalPlaces);
  writer.StartObject();
  WriteQueryId(writer, query_id);
  WriteCases(writer, "cases", found.cases);
  base::WriteMember(writer, "confidence", found.confidence);
  WriteOmissions(writer, found.incomplete);
  base::WriteMember(writer, "limit", std::uint64_t{request.limit});
  base::WriteMember(writer, "processingTimeMs", processing_ms);
  base::WriteMember(writer, "generation", found.generation);
  writer.EndObject();
  return FinishedJson(buffer, writer);
}

std::string TriageToJson(const Triage& triage, double processing_ms, std::string_view query_id) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.SetMaxDecimalPlaces(kDecimalPlaces);
  writer.StartObject();
  WriteQueryId(writer, query_id);
  base::JsonKey(writer, "products");
  writer.StartArray();
  for (const TriagedProduct& product : triage.products) {
    writer.StartObject();
    base::WriteMember(writer, "product", product.product);
    base::WriteMember(writer, "share", product.share);
    base::WriteMember(writer, "cases", std::uint64_t{product.cases});
    writer.EndObject();
  }
  writer.EndArray();
  base::WriteMember(writer, "confidence", triage.confidence);
  base::WriteMember(writer, "margin", triage.margin);
  base::JsonKey(writer, "sure");
  writer.Bool(triage.sure);
  base::WriteMember(writer, "codes", triage.codes);
  WriteCases(writer, "evidence", triage.evidence);
  WriteOmissions(writer, triage.incomplete);
  base::WriteMember(writer, "processingTimeMs", processing_ms);
  base::WriteMember(writer, "generation", triage.generation);
  writer.EndObject();
  return FinishedJson(buffer, writer);
}

}  // namespace funnel::answer
