// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/command_search.h"

#include <fmt/format.h>

#include <chrono>
#include <iterator>

#include "indexer/base/random_uuid.h"
#include "indexer/base/terminal_text.h"
#include "searcher/answer/response_json.h"
#include "searcher/commands/styled_text.h"

namespace funnel::commands {
namespace {

void PrintHit(const Hit& hit, std::size_t rank, CommandIo& io) {
  io.out << fmt::format("{:>3}. {}\n", rank,
                        hit.title.empty() ? Styled(kBold, base::ForTerminal(hit.id), io.colour)
                                          : MarkedText(hit.title_pieces, kBold, io.colour));
  io.out << "     "
         << Styled(kDim,
                   fmt::format("{}  {}{}  {:.4f}{}", base::ForTerminal(hit.id),
                               base::ForTerminal(hit.lang), hit.translated ? " (translated)" : "",
                               hit.score, hit.pinned ? "  pinned" : ""),
                   io.colour)
         << '\n';
  const std::string snippet = MarkedText(hit.snippet, "", io.colour);
  if (!snippet.empty()) io.out << "     " << snippet << '\n';
}

void PrintOther(const OtherLanguage& other, CommandIo& io) {
  io.out << Styled(kBold,
                   fmt::format("In another language ({}{}, confidence {:.2f}):", other.lang,
                               other.translated ? ", translated" : "", other.confidence),
                   io.colour)
         << '\n';
  std::size_t rank = 0;
  for (const Hit& hit : other.hits) PrintHit(hit, ++rank, io);
}

void PrintFacet(const CountedFacet& facet, CommandIo& io) {
  std::string line;
  for (const CountedFacet::Value& value : facet.values) {
    line += fmt::format("{} {} ({})", line.empty() ? "" : ",", base::ForTerminal(value.name),
                        value.families);
  }
  if (facet.total > facet.values.size()) {
    line += fmt::format(", and {} more", facet.total - facet.values.size());
  }
  io.out << Styled(kBold, std::string(Name(facet.facet)) + ':', io.colour)
         << (line.empty() ? " none" : line) << '\n';
}

void PrintCard(const AnswerCard& card, CommandIo& io) {
  std::string from = card.title;
  if (!card.section.heading.empty()) from += ", " + card.section.heading;
  io.out << Styled(kBold, "Answer, from " + base::ForTerminal(from) + ":", io.colour) << '\n';
  for (const std::string& line : card.lines) io.out << "     " << base::ForTerminal(line) << '\n';
  if (!card.whole) io.out << "     ...\n";
}

void PrintDidYouMean(const DidYouMean& meant, CommandIo& io) {
  io.out << Styled(kBold, "Did you mean:", io.colour) << ' '
         << MarkedText(meant.pieces, kBold, io.colour) << '\n';
  std::size_t rank = 0;
  for (const Hit& hit : meant.hits) PrintHit(hit, ++rank, io);
}

void PrintFewer(const FewerConditions& fewer, CommandIo& io) {
  std::string without;
  for (const std::string& part : fewer.left_out) {
    without += (without.empty() ? "" : ", ") + base::ForTerminal(part);
  }
  if (fewer.filter_left_out) without += without.empty() ? "the filter" : ", the filter";
  io.out << Styled(kBold, "Without " + without + ":", io.colour) << '\n';
  std::size_t rank = 0;
  for (const Hit& hit : fewer.hits) PrintHit(hit, ++rank, io);
}

void PrintNewest(const std::vector<ListedArticle>& articles, CommandIo& io) {
  io.out << Styled(kBold, "Changed last:", io.colour) << '\n';
  for (const ListedArticle& article : articles) {
    io.out << "     " << base::ForTerminal(article.title.empty() ? article.id : article.title)
           << Styled(kDim,
                     "  " + base::ForTerminal(article.id) + "  " + base::ForTerminal(article.lang),
                     io.colour)
           << '\n';
  }
}

/// Standard input, up to one byte more than may be asked: the searcher names the limit.
std::string ReadPasted(std::istream& in) {
  std::string text;
  for (char c = 0; text.size() <= kMaxPastedBytes && in.get(c);) text += c;
  return text;
}

}  // namespace

SearchRequest RequestOf(const std::vector<std::string>& words, const std::string& lang,
                        std::istream& in) {
  SearchRequest request;
  request.lang = lang;
  request.deadline = std::chrono::seconds(30);  // One person waits, nobody else is held up.
  if (words.size() == 1 && words.front() == "-") {
    request.query = ReadPasted(in);
    request.max_bytes = kMaxPastedBytes;
  } else {
    request.query = fmt::format("{}", fmt::join(words, " "));
    request.max_bytes = kMaxQueryBytes;
  }
  return request;
}

std::string OmissionLine(const std::vector<Omission>& incomplete) {
  if (incomplete.empty()) return {};
  std::vector<std::string_view> names;
  for (const Omission omission : incomplete) names.push_back(Name(omission));
  return fmt::format("funnel-searcher: warning: no time was left for {}: ask with fewer words\n",
                     fmt::join(names, ", "));
}

int RunSearch(const SearchCommand& command, CommandIo& io) {
  Result<Searcher> searcher = Searcher::Open(command.kb, command.audience);
  if (!searcher) return ReportFailure(io, searcher.error());

  SearchRequest request = RequestOf(command.query, command.lang, io.in);
  if (!command.filter.empty()) {
    Result<Filter> filter = ParseFilter(command.filter);
    if (!filter) return ReportFailure(io, filter.error());
    request.filter = *std::move(filter);
  }
  for (const std::string& name : command.facets) {
    const Result<Facet> facet = ParseFacet(name);
    if (!facet) return ReportFailure(io, facet.error());
    request.facets.push_back(*facet);
  }
  request.verbatim = command.verbatim;
  request.limit = command.limit;
  request.offset = command.offset;

  const auto begin = std::chrono::steady_clock::now();
  const Result<SearchResponse> response = searcher->Search(request);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  if (!response) return ReportFailure(io, response.error());

  io.err << OmissionLine(response->incomplete);
  if (command.json) {
    io.out << answer::ResponseToJson(request, *response, took.count(), base::RandomUuid()) << '\n';
    return kExitOk;
  }
  const auto others = [&](bool first) {
    for (const OtherLanguage& other : response->other_languages) {
      if (other.first == first) PrintOther(other, io);
    }
  };
  others(true);
  std::size_t rank = request.offset;
  for (const Hit& hit : response->hits) PrintHit(hit, ++rank, io);
  others(false);
  // Where the eye is when all is printed, and scripts find the hits where they were.
  if (response->card) PrintCard(*response->card, io);
  for (const CountedFacet& facet : response->facets) PrintFacet(facet, io);
  if (response->did_you_mean) PrintDidYouMean(*response->did_you_mean, io);
  if (response->fewer) PrintFewer(*response->fewer, io);
  if (!response->newest.empty()) PrintNewest(response->newest, io);
  if (response->hits.empty()) {
    io.err << "no hits\n";
  } else if (!response->answered) {
    io.err << "none of these is likely to answer\n";
  }
  return kExitOk;
}

}  // namespace funnel::commands
