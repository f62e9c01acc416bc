// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/command_compare.h"

#include <fmt/format.h>

#include <fstream>
#include <vector>

#include "indexer/base/json.h"
#include "searcher/measure/comparison.h"

namespace funnel::commands {
namespace {

Result<measure::PerQueryFile> Read(const std::string& name, CommandIo& io) {
  std::ifstream file(name, std::ios::binary);
  if (!file) return Fail(ErrorCode::kNotFound, name + ": cannot be opened; check its name");
  measure::PerQueryFile values = measure::ReadPerQuery(file, name, ReportTo(io));
  if (values.errors == 0 && values.ndcg10.empty()) {
    return Fail(ErrorCode::kInvalidInput,
                name + ": has no queries; write it with funnel-searcher evaluate --per-query");
  }
  return values;
}

void PrintTable(const std::vector<measure::ComparisonRow>& rows, std::ostream& out) {
  out << fmt::format("{:<24} {:<8} {:<14} {:>7} {:>8} {:>8} {:>8} {:>8} {:>7} {:>7} {:>7}\n", "set",
                     "lang", "type", "queries", "unpaired", "before", "after", "diff", "better",
                     "worse", "p");
  for (const measure::ComparisonRow& row : rows) {
    // A set that only one run asked: the last row counts its queries as unpaired.
    if (row.queries == 0 && &row != &rows.back()) continue;
    out << fmt::format(
        "{:<24} {:<8} {:<14} {:>7} {:>8} {:>8.4f} {:>8.4f} {:>+8.4f} {:>7} {:>7} {:>7.4f}{}\n",
        row.set, row.lang, row.type, row.queries, row.unpaired, row.before, row.after,
        row.after - row.before, row.better, row.worse, row.p, row.p < 0.05 ? " *" : "");
  }
}

void PrintJson(const std::vector<measure::ComparisonRow>& rows, std::ostream& out) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.SetMaxDecimalPlaces(6);
  writer.StartArray();
  for (const measure::ComparisonRow& row : rows) {
    writer.StartObject();
    base::JsonKey(writer, "set");
    base::JsonString(writer, row.set);
    base::JsonKey(writer, "lang");
    base::JsonString(writer, row.lang);
    base::JsonKey(writer, "type");
    base::JsonString(writer, row.type);
    const struct {
      std::string_view name;
      std::size_t value;
    } counts[] = {{"queries", row.queries},
                  {"unpaired", row.unpaired},
                  {"better", row.better},
                  {"worse", row.worse}};
    for (const auto& count : counts) {
      base::JsonKey(writer, count.name);
      writer.Uint64(count.value);
    }
    base::JsonKey(writer, "before");
    writer.Double(row.before);
    base::JsonKey(writer, "after");
    writer.Double(row.after);
    base::JsonKey(writer, "p");
    writer.Double(row.p);
    writer.EndObject();
  }
  writer.EndArray();
  out << std::string_view(buffer.GetString(), buffer.GetSize()) << '\n';
}

}  // namespace

int RunCompare(const CompareCommand& command, CommandIo& io) {
  const Result<measure::PerQueryFile> before = Read(command.before, io);
  if (!before) return ReportFailure(io, before.error());
  const Result<measure::PerQueryFile> after = Read(command.after, io);
  if (!after) return ReportFailure(io, after.error());
  const std::vector<measure::ComparisonRow> rows = measure::Compare(*before, *after);
  if (command.json) {
    PrintJson(rows, io.out);
  } else {
    PrintTable(rows, io.out);
  }
  return before->errors + after->errors > 0 ? kExitFailed : kExitOk;
}

}  // namespace funnel::commands
