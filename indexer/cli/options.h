// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace funnel::cli {

/// One option or positional argument of a subcommand.
class Option {
 public:
  Option(CLI::Option* option, std::string type) : option_(option), type_(std::move(type)) {}

  Option& Required();
  /// Only these values are accepted.
  Option& OneOf(const std::vector<std::string>& values);
  /// Not together with `other`.
  Option& Excludes(const Option& other);

 private:
  CLI::Option* option_;
  std::string type_;
};

/// What can be written behind the name of a subcommand. A name with leading hyphens is an option,
/// one without is a positional argument; `type` is what the help shows for the value, which goes to
/// `value` when the command line is read. CLI11 is the slowest header to compile: it stays behind
/// this.
class Options {
 public:
  explicit Options(CLI::App& app) : app_(&app) {}

  Option Add(const char* name, const char* type, std::string& value, const char* help);
  Option Add(const char* name, const char* type, std::filesystem::path& value, const char* help);
  /// An option may be repeated and takes one value each time; a positional argument takes all.
  Option Add(const char* name, const char* type, std::vector<std::string>& values,
             const char* help);
  void AddFlag(const char* name, bool& value, const char* help);

  /// A whole number from 1 to `max`.
  Option AddNumber(const char* name, const char* type, std::uint64_t& value, std::uint64_t max,
                   const char* help);
  /// Exactly `count` such numbers.
  Option AddNumbers(const char* name, const char* type, std::vector<std::uint64_t>& values,
                    int count, std::uint64_t max, const char* help);

  // What several subcommands take, in the same words.
  void AddBase(std::filesystem::path& kb);      ///< --kb; has to be given.
  void AddNewBase(std::filesystem::path& kb);   ///< The same, of one that may not be yet.
  void AddAuthor(std::string& by);              ///< --by; see CheckBy.
  void AddFallbackLanguage(std::string& lang);  ///< --lang; see ReadLang.

  /// A group of options of which exactly one has to be given.
  Options AddChoice(const char* name, const char* help);

 private:
  CLI::App* app_;
};

}  // namespace funnel::cli
