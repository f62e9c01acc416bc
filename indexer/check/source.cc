// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/check/source.h"

#include <algorithm>

#include "indexer/readers/front_matter.h"
#include "indexer/readers/front_matter_split.h"
#include "indexer/readers/front_matter_yaml.h"

namespace funnel::check {

CheckedSource::CheckedSource(const readers::SourceFile& file, std::string text)
    : name_(file.name), path_(file.path), text_(std::move(text)) {
  FindLines();
}

CheckedSource::CheckedSource(const readers::SourceFile& file, std::size_t line, std::string text,
                             std::size_t body)
    : name_(file.name),
      path_(file.path),
      text_(std::move(text)),
      body_(body),
      whole_(true),
      whole_line_(line) {
  FindLines();
}

void CheckedSource::FindLines() {
  lines_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') lines_.push_back(i + 1);
  }
}

bool CheckedSource::ReadKeys() {
  keys_.clear();
  const auto split = readers::SplitFrontMatter(text_, name_);
  if (!split) return false;
  body_ = static_cast<std::size_t>(split->body.data() - text_.data());
  const auto parsed = readers::ParseFrontMatter(*split, name_);
  if (!parsed) return false;
  for (const auto& entry : parsed->root) {
    if (!entry.first.IsScalar()) continue;
    FrontMatterKey key;
    key.name = entry.first.Scalar();
    key.key_place = {readers::LineOf(entry.first.Mark()), readers::ColumnOf(entry.first.Mark())};
    key.value_place = {readers::LineOf(entry.second.Mark()),
                       readers::ColumnOf(entry.second.Mark())};
    if (entry.second.IsScalar()) key.value = entry.second.Scalar();
    if (!keys_.empty()) keys_.back().end_line = key.key_place.line;
    keys_.push_back(std::move(key));
  }
  if (!keys_.empty()) {
    keys_.back().end_line = PlaceOf(body_ == 0 ? 0 : body_ - 1).line;
  }
  return true;
}

bool CheckedSource::Blank(std::size_t line) {
  for (const FrontMatterKey& key : keys_) {
    if (line < key.key_place.line || line >= key.end_line) continue;
    const std::size_t end = LineBegin(key.end_line);
    bool changed = false;
    for (std::size_t i = LineBegin(key.key_place.line); i < end; ++i) {
      changed = changed || (text_[i] != '\n' && text_[i] != ' ');
      if (text_[i] != '\n') text_[i] = ' ';
    }
    return changed;
  }
  return false;
}

const FrontMatterKey* CheckedSource::Key(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    for (const FrontMatterKey& key : keys_) {
      if (key.name == name) return &key;
    }
  }
  return nullptr;
}

Place CheckedSource::PlaceOf(std::size_t offset) const {
  if (whole_) return {whole_line_, 0};
  const auto next = std::upper_bound(lines_.begin(), lines_.end(), offset);
  const auto line = static_cast<std::size_t>(next - lines_.begin());
  return {line, offset - lines_[line - 1] + 1};
}

std::size_t CheckedSource::LineBegin(std::size_t line) const {
  return line <= lines_.size() ? lines_[std::max<std::size_t>(line, 1) - 1] : text_.size();
}

void CheckedSource::Report(const Place& place, cli::Severity severity, std::string rule,
                           std::string message) {
  const Place at = whole_ ? Place{whole_line_, 0} : place;
  diagnostics_.push_back(
      {name_, at.line, at.column, severity, std::move(rule), std::move(message)});
}

void CheckedSource::ReportKey(const FrontMatterKey* key, cli::Severity severity, std::string rule,
                              std::string message) {
  Report(key == nullptr ? Place{} : key->key_place, severity, std::move(rule), std::move(message));
}

}  // namespace funnel::check
