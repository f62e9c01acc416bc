// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "indexer/base/json.h"
#include "indexer/base/utf8.h"
#include "searcher/answer/response_json.h"
#include "searcher/measure/evaluation.h"
#include "searcher/measure/trec_run.h"

namespace funnel::measure {
namespace {

std::string TableLine(const EvaluationRow& row) {
  return fmt::format(
      "{:<8} {:<14} {:>7} {:>8} {:>8.4f} {:>8.4f} {:>8.4f} {:>10.4f} {:>8.4f} "
      "{:>9.2f} {:>8.2f} {:>9.4f}\n",
      NameField(row.lang), NameField(row.type), row.queries, row.unjudged, row.ndcg10, row.mrr10,
      row.recall5, row.recall100, row.zero_hit_rate, row.median_ms, row.p99_ms, row.own_first);
}

std::string TsvLine(const EvaluationRow& row, std::string_view set) {
  return fmt::format(
      "{}\t{}\t{}\t{}\t{}\t{:.6f}\t{:.6f}\t{:.6f}\t{:.6f}\t{:.6f}\t{:.3f}\t{:.3f}\t{:.6f}\n",
      NameField(set), NameField(row.lang), NameField(row.type), row.queries, row.unjudged,
      row.ndcg10, row.mrr10, row.recall5, row.recall100, row.zero_hit_rate, row.median_ms,
      row.p99_ms, row.own_first);
}

void WriteRow(base::JsonWriter& writer, const EvaluationRow& row) {
  writer.StartObject();
  base::JsonKey(writer, "lang");
  base::JsonString(writer, row.lang);
  base::JsonKey(writer, "type");
  base::JsonString(writer, row.type);
  base::JsonKey(writer, "queries");
  writer.Uint64(row.queries);
  base::JsonKey(writer, "unjudged");
  writer.Uint64(row.unjudged);
  const struct {
    std::string_view name;
    double value;
  } numbers[] = {{"ndcg10", row.ndcg10},         {"mrr10", row.mrr10},
                 {"recall5", row.recall5},       {"recall100", row.recall100},
                 {"zeroHit", row.zero_hit_rate}, {"medianMs", row.median_ms},
                 {"p99Ms", row.p99_ms},          {"ownFirst", row.own_first}};
  for (const auto& number : numbers) {
    base::JsonKey(writer, number.name);
    writer.Double(number.value);
  }
  writer.EndObject();
}

}  // namespace

std::string FormatTable(const Evaluation& evaluation) {
  std::string out =
      fmt::format("{:<8} {:<14} {:>7} {:>8} {:>8} {:>8} {:>8} {:>10} {:>8} {:>9} {:>8} {:>9}\n",
                  "lang", "type", "queries", "unjudged", "nDCG@10", "MRR@10", "Recall@5",
                  "Recall@100", "zero-hit", "median ms", "p99 ms", "own-first");
  for (const EvaluationRow& row : evaluation.rows) out += TableLine(row);
  return out + TableLine(evaluation.overall);
}

std::string FormatTsv(const Evaluation& evaluation, std::string_view set) {
  std::string out =
      "set\tlang\ttype\tqueries\tunjudged\tndcg10\tmrr10\trecall5\trecall100\tzero_hit\t"
      "median_ms\tp99_ms\town_first\n";
  for (const EvaluationRow& row : evaluation.rows) out += TsvLine(row, set);
  return out + TsvLine(evaluation.overall, set);
}

std::string FormatJson(const Evaluation& evaluation, std::string_view set, std::size_t depth) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.SetMaxDecimalPlaces(6);
  writer.StartObject();
  base::JsonKey(writer, "set");
  base::JsonString(writer, base::ToValidUtf8(set));
  base::JsonKey(writer, "depth");
  writer.Uint64(depth);
  base::JsonKey(writer, "rows");
  writer.StartArray();
  for (const EvaluationRow& row : evaluation.rows) WriteRow(writer, row);
  writer.EndArray();
  base::JsonKey(writer, "overall");
  WriteRow(writer, evaluation.overall);
  writer.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize());
}

}  // namespace funnel::measure
