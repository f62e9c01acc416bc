// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "funnel/result.h"
#include "searcher/measure/lines.h"
#include "searcher/measure/metrics.h"

namespace funnel::measure {

/// One line of a queries.jsonl file.
struct TestQuery {
  std::string id;        ///< "_id": UTF-8, as IdRule has it; unique.
  std::string text;      ///< "text": what is asked; at most kMaxPastedBytes.
  std::string lang;      ///< "lang": the asker's language, or empty.
  std::string type;      ///< "type": the kind of query, for grouping, or empty.
  std::string self;      ///< "self": the document that is the query itself, or empty.
  Grades relevant;       ///< "relevant": {document id: grade}, where the file carries judgements.
  std::size_t line = 0;  ///< Where it stands in its file, from 1.
};

/// Reads one line: a JSON object with "_id" and "text", optionally the members above; other members
/// are ignored. Fails with kInvalidInput and what is wrong (the caller knows file and line).
Result<TestQuery> ParseTestQuery(std::string_view line);

/// Streams the queries of a queries.jsonl file. Bad lines and repeated ids are reported and
/// skipped.
class QueryReader {
 public:
  /// `in` must outlive the reader.
  QueryReader(std::istream& in, std::string name, Report report);

  /// The next query, or nothing at the end.
  std::optional<TestQuery> Next();

  /// How many lines could not be used.
  std::size_t errors() const { return lines_.errors(); }

 private:
  LineReader lines_;
  std::unordered_set<std::string> ids_;
};

}  // namespace funnel::measure
