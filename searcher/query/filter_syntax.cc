// SPDX-License-Identifier: GPL-2.0-or-later
// ParseFilter: a filter as people write it.
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "funnel/filter.h"
#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"
#include "searcher/query/filter_value.h"

namespace funnel::query {
namespace {

enum class Sign : std::uint8_t {
  kEnd,
  kWord,
  kText,
  kOpen,
  kClose,
  kList,
  kListEnd,
  kComma,
  kCompare
};

struct Token {
  Sign sign = Sign::kEnd;
  std::string text;    ///< Of a word or a quoted text; a sign of comparing.
  std::size_t at = 0;  ///< Byte of the filter.
};

/// Nothing that words of a filter are made of.
bool EndsWord(char c) {
  return static_cast<unsigned char>(c) <= ' ' ||
         std::string_view("()[],\"'=!<>").find(c) != std::string_view::npos;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Filter> Parse() {
    if (text_.size() > kMaxFilterBytes) {
      return Fail(ErrorCode::kInvalidInput, "the filter has " + std::to_string(text_.size()) +
                                                " bytes: write at most " +
                                                std::to_string(kMaxFilterBytes));
    }
    Next();
    Filter filter = Any(0);
    if (error_.empty() && token_.sign != Sign::kEnd) Wrong("expected AND, OR or the end");
    if (!error_.empty()) return Fail(ErrorCode::kInvalidInput, error_);
    return filter;
  }

 private:
  /// What is wrong with the token at hand; the first thing counts.
  void Wrong(std::string_view what) { WrongAt(token_.at, what); }

  void WrongAt(std::size_t byte, std::string_view what) {
    if (!error_.empty()) return;
    const std::string before = base::ToValidUtf8(text_.substr(0, byte));
    error_ = "the filter is wrong at character " +
             std::to_string(base::CountCharacters(before) + 1) + ": " + std::string(what);
    token_ = {Sign::kEnd, {}, text_.size()};
    next_ = text_.size();
  }

  void Next() {
    while (next_ < text_.size() && static_cast<unsigned char>(text_[next_]) <= ' ') ++next_;
    token_ = {Sign::kEnd, {}, next_};
    if (next_ == text_.size()) return;
    const char c = text_[next_];
    constexpr std::string_view kSigns = "()[],";
    constexpr std::array kOfSigns = {Sign::kOpen, Sign::kClose, Sign::kList, Sign::kListEnd,
                                     Sign::kComma};
    if (const std::size_t sign = kSigns.find(c); sign != std::string_view::npos) {
      token_.sign = kOfSigns[sign];
      ++next_;
    } else if (c == '"' || c == '\'') {
      Quoted(c);
    } else if (c == '=' || c == '!' || c == '<' || c == '>') {
      const bool two = next_ + 1 < text_.size() && text_[next_ + 1] == '=' && c != '=';
      token_.sign = Sign::kCompare;
      token_.text = text_.substr(next_, two ? 2 : 1);
      next_ += token_.text.size();
      if (token_.text == "!") Wrong("write != for what is not to be");
    } else {
      token_.sign = Sign::kWord;
      while (next_ < text_.size() && !EndsWord(text_[next_])) token_.text += text_[next_++];
    }
  }

  void Quoted(char mark) {
    token_.sign = Sign::kText;
    for (++next_; next_ < text_.size() && text_[next_] != mark; ++next_) {
      if (text_[next_] == '\\' && next_ + 1 < text_.size()) ++next_;
      token_.text += text_[next_];
    }
    if (next_ == text_.size()) return Wrong("this quotation mark is not closed");
    ++next_;
  }

  bool IsWord(std::string_view upper) const {
    if (token_.sign != Sign::kWord || token_.text.size() != upper.size()) return false;
    return base::AsciiLower(token_.text) == base::AsciiLower(upper);
  }

  bool Take(std::string_view upper) {
    if (!IsWord(upper)) return false;
    Next();
    return true;
  }

  Filter Any(std::size_t depth) {
    return Joined(Filter::Is::kAny, "OR", [&] { return All(depth); });
  }
  Filter All(std::size_t depth) {
    return Joined(Filter::Is::kAll, "AND", [&] { return One(depth); });
  }

  template <class Part>
  Filter Joined(Filter::Is is, std::string_view by, Part&& part) {
    Filter first = part();
    if (!IsWord(by)) return first;
    Filter joined;
    joined.is = is;
    joined.parts.push_back(std::move(first));
    while (Take(by)) joined.parts.push_back(part());
    return joined;
  }

  Filter One(std::size_t depth) {
    if (depth > kMaxFilterDepth) {
      Wrong("at most " + std::to_string(kMaxFilterDepth) + " may stand within each other");
      return {};
    }
    if (Take("NOT")) return Not(One(depth + 1));
    if (token_.sign != Sign::kOpen) return Condition();
    Next();
    Filter within = Any(depth + 1);
    if (token_.sign != Sign::kClose) Wrong("expected )");
    Next();
    return within;
  }

  static Filter Not(Filter filter) {
    Filter inverse;
    inverse.is = Filter::Is::kNot;
    inverse.parts.push_back(std::move(filter));
    return inverse;
  }

  Filter Condition() {
    Filter condition;
    if (++conditions_ > kMaxFilterConditions) {
      Wrong("there are more than " + std::to_string(kMaxFilterConditions) + " conditions");
    }
    if (!Subject(condition)) return condition;
    const bool negative = Take("NOT");
    if (Take("IN")) {
      Values(condition);
      return negative ? Not(std::move(condition)) : condition;
    }
    if (negative) Wrong("expected IN");
    if (token_.sign != Sign::kCompare) {
      Wrong("expected =, !=, IN or NOT IN, or <, <=, > or >= for version and updated");
      return condition;
    }
    const std::string sign = token_.text;
    const bool ordered = condition.is == Filter::Is::kUpdated ||
                         (condition.is == Filter::Is::kFacet && condition.facet == Facet::kVersion);
    if ((sign[0] == '<' || sign[0] == '>') && !ordered) {
      Wrong("only version and updated can be more or less");
    }
    using Compare = Filter::Compare;
    condition.compare = sign == "<"    ? Compare::kLess
                        : sign == "<=" ? Compare::kAtMost
                        : sign == ">"  ? Compare::kGreater
                        : sign == ">=" ? Compare::kAtLeast
                                       : Compare::kEqual;
    Next();
    Value(condition);
    return sign == "!=" ? Not(std::move(condition)) : condition;
  }

  /// The name that a condition begins with.
  bool Subject(Filter& condition) {
    const std::string name = base::AsciiLower(token_.text);
    if (token_.sign != Sign::kWord) {
      Wrong("expected a name: product, version, tag, lang, kind, updated or id");
      return false;
    }
    if (const auto facet = ParseFacet(name)) {
      condition.is = Filter::Is::kFacet;
      condition.facet = *facet;
    } else if (name == "updated" || name == "id") {
      condition.is = name == "id" ? Filter::Is::kId : Filter::Is::kUpdated;
    } else {
      Wrong(
          "articles are not filtered by this name: use product, version, tag, lang, kind, "
          "updated or id");
      return false;
    }
    Next();
    return true;
  }

  void Values(Filter& condition) {
    if (token_.sign != Sign::kList) return Wrong("expected [");
    if (condition.is == Filter::Is::kUpdated) Wrong("a day is compared by =, <, <=, > or >=");
    Next();
    while (token_.sign != Sign::kListEnd) {
      Value(condition);
      if (token_.sign == Sign::kComma) {
        Next();
      } else if (token_.sign != Sign::kListEnd) {
        return Wrong("expected , or ]");
      }
    }
    Next();
  }

  void Value(Filter& condition) {
    const bool reserved = IsWord("AND") || IsWord("OR") || IsWord("NOT") || IsWord("IN");
    if ((token_.sign != Sign::kWord && token_.sign != Sign::kText) || reserved) {
      return Wrong("expected a value");
    }
    if (++values_ > kMaxFilterValues) {
      return Wrong("there are more than " + std::to_string(kMaxFilterValues) + " values");
    }
    Result<std::string> value = FilterValue(condition, token_.text);
    if (!value) return Wrong(value.error().message);
    condition.values.push_back(*std::move(value));
    const bool word = token_.sign == Sign::kWord;
    Next();
    const bool more = token_.sign == Sign::kWord && !IsWord("AND") && !IsWord("OR");
    if (word && more) Wrong("put a value of several words into quotation marks");
  }

  std::string_view text_;
  std::size_t next_ = 0;  ///< Byte behind the token at hand.
  Token token_;
  std::size_t conditions_ = 0;
  std::size_t values_ = 0;
  std::string error_;
};

}  // namespace
}  // namespace funnel::query

namespace funnel {

Result<Filter> ParseFilter(std::string_view text) { return query::Parser(text).Parse(); }

Filter AllOf(std::vector<Filter> filters) {
  Filter all;
  for (Filter& filter : filters) {
    if (!filter.empty()) all.parts.push_back(std::move(filter));
  }
  if (all.parts.size() == 1) return std::move(all.parts.front());
  return all;
}

}  // namespace funnel
