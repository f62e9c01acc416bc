// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/cli/options.h"

#include <CLI/CLI.hpp>

namespace funnel::cli {
namespace {

template <class T>
Option AddTo(CLI::App& app, const char* name, const char* type, T& value, const char* help) {
  return Option(app.add_option(name, value, help)->type_name(type), type);
}

CLI::Range UpTo(std::uint64_t max) { return {std::uint64_t{1}, max}; }

}  // namespace

Option& Option::Required() {
  option_->required();
  return *this;
}

Option& Option::OneOf(const std::vector<std::string>& values) {
  // The help would list them all.
  option_->check(CLI::IsMember(values))->option_text(type_);
  return *this;
}

Option& Option::Excludes(const Option& other) {
  option_->excludes(other.option_);
  return *this;
}

Option Options::Add(const char* name, const char* type, std::string& value, const char* help) {
  return AddTo(*app_, name, type, value, help);
}

Option Options::Add(const char* name, const char* type, std::filesystem::path& value,
                    const char* help) {
  return AddTo(*app_, name, type, value, help);
}

Option Options::Add(const char* name, const char* type, std::vector<std::string>& values,
                    const char* help) {
  CLI::Option* option = app_->add_option(name, values, help)->type_name(type);
  if (!option->get_positional()) option->allow_extra_args(false);
  return {option, type};
}

void Options::AddFlag(const char* name, bool& value, const char* help) {
  app_->add_flag(name, value, help);
}

Option Options::AddNumber(const char* name, const char* type, std::uint64_t& value,
                          std::uint64_t max, const char* help) {
  return {app_->add_option(name, value, help)->check(UpTo(max))->option_text(type), type};
}

Option Options::AddNumbers(const char* name, const char* type, std::vector<std::uint64_t>& values,
                           int count, std::uint64_t max, const char* help) {
  return {
      app_->add_option(name, values, help)->expected(count)->check(UpTo(max))->option_text(type),
      type};
}

void Options::AddBase(std::filesystem::path& kb) {
  Add("--kb", "DIR", kb, "Folder of the knowledge base").Required();
}

void Options::AddNewBase(std::filesystem::path& kb) {
  Add("--kb", "DIR", kb, "Folder of the knowledge base; made if there is none").Required();
}

void Options::AddAuthor(std::string& by) {
  Add("--by", "NAME", by, "Who does it, for the history; default: your login name");
}

void Options::AddFallbackLanguage(std::string& lang) {
  Add("--lang", "TAG", lang,
      "Language of the articles that do not name theirs, such as th or zh-Hant");
}

Options Options::AddChoice(const char* name, const char* help) {
  CLI::Option_group* group = app_->add_option_group(name, help);
  group->require_option(1);
  return Options(*group);
}

}  // namespace funnel::cli
