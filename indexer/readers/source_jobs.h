// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/result.h"
#include "indexer/readers/file_finder.h"
#include "indexer/readers/jsonl_reader.h"
#include "indexer/readers/record_stream.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/zendesk_export.h"

namespace funnel::readers {

/// One article to read: a file of Markdown, HTML or DITA, a line of a JSONL file, a record of a
/// help desk, of WordPress or of a table as such a line, an article of a Zendesk export; or a file
/// of several, or a record in one, that cannot be read.
struct SourceJob {
  const SourceFile* file = nullptr;
  std::optional<JsonlLine> line;
  bool unreadable = false;
  std::string problem;  ///< Why, as a DiagnosticLine; may be empty.
  std::shared_ptr<const ZendeskFile> zendesk;
  std::shared_ptr<const ZendeskCatalog> catalog;
  std::size_t item = 0;  ///< Its place in `zendesk`.
};

/// No more articles are begun while those in work have so many bytes together; an article in work
/// takes up to some 80 times its size.
inline constexpr std::size_t kMaxBytesInWork = std::size_t{2} << 20;

/// The bytes that a job brings into memory, about.
std::size_t BytesOf(const SourceJob& job);

/// Gives out the articles of a list of files, in order, with one line of a JSONL file, one record
/// of a table or of WordPress, or one file of a help desk, in memory. What the files of an export
/// say about each other is read first.
class SourceJobs {
 public:
  /// `files` must outlive this and the jobs.
  explicit SourceJobs(const std::vector<SourceFile>& files) : files_(files) {}

  /// The next job; nothing at the end.
  std::optional<SourceJob> Next();

 private:
  std::optional<SourceJob> NextOfZendesk();
  std::optional<SourceJob> NextOfHelpdesk();
  std::optional<SourceJob> NextOfStream();
  Result<void> Open(const SourceFile& file);
  Result<void> OpenZendesk(const SourceFile& file);

  const std::vector<SourceFile>& files_;
  std::size_t next_ = 0;
  std::unique_ptr<JsonlLines> lines_;           ///< Of the file before next_.
  std::vector<std::string> records_;            ///< Likewise, of a help desk.
  std::size_t record_ = 0;                      ///< The next in records_.
  std::unique_ptr<RecordStream> stream_;        ///< Likewise, of WordPress or a table.
  std::shared_ptr<const ZendeskFile> zendesk_;  ///< The file before next_.
  std::size_t item_ = 0;                        ///< The next in zendesk_.
  std::shared_ptr<const ZendeskCatalog> catalog_;
};

/// The article of a job; `lang` is the language of those that do not name theirs. `bytes` becomes
/// what was read for it. Fails with kInvalidInput, the message being a DiagnosticLine. Thread-safe.
Result<ReadArticle> ReadSourceJob(const SourceJob& job, const std::string& lang,
                                  std::uint64_t& bytes);

/// The article in the bytes of a file of one article (HasSeveralArticles), as its kind is read.
/// Thread-safe.
Result<ReadArticle> ReadSource(std::string_view bytes, const SourceFile& file,
                               const std::string& lang);

/// The bytes of a file, one more than kMaxArticleBytes at most. Fails with kInvalidInput, the
/// message being a DiagnosticLine; also where its name is no text.
Result<std::string> ReadSourceFile(const SourceFile& file);

}  // namespace funnel::readers
