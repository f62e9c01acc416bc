// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/cli/subcommand.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace funnel::cli {
namespace {

/// A command that prints what its options were given.
struct Bake {
  std::filesystem::path oven;
  std::string bread;
  std::vector<std::string> spices;
  std::vector<std::string> eaters;
  std::uint64_t minutes = 0;
  std::vector<std::uint64_t> weights;
  std::string gas;
  std::string wood;
  bool quick = false;
};

Runner AddBake(Options& options) {
  auto bake = std::make_shared<Bake>();
  options.Add("--oven", "DIR", bake->oven, "Where").Required();
  options.Add("--bread", "NAME", bake->bread, "Which").OneOf({"rye", "wheat"});
  options.Add("--spice", "NAME", bake->spices, "With");
  const Option minutes = options.AddNumber("--minutes", "N", bake->minutes, 90, "How long");
  options.AddNumbers("--weights", "N M", bake->weights, 2, 9, "Two loaves").Excludes(minutes);
  options.AddFlag("--quick", bake->quick, "Hurry");
  Options heat = options.AddChoice("heat", "By what");
  heat.Add("--gas", "PIPE", bake->gas, "Gas");
  heat.Add("--wood", "TREE", bake->wood, "Wood");
  options.Add("eater", "NAME...", bake->eaters, "For whom");
  return [bake](Process& process) {
    process.console.out << fmt::format("{} {} {} {} {} {} {}{}{}", bake->oven.string(), bake->bread,
                                       bake->spices, bake->minutes, bake->weights, bake->eaters,
                                       bake->gas, bake->wood, bake->quick ? " quick" : "");
    process.published(bake->oven, ExitCode::kOk);
    return ExitCode::kFailed;
  };
}

Runner AddWash(Options&) {
  return [](Process& process) {
    std::string line;
    std::getline(process.in, line);
    process.console.out << "washed " << line;
    return ExitCode::kOk;
  };
}

const Subcommand kBake = {
    .name = "bake", .description = "Make bread", .footer = "Example:\n  b", .add = AddBake};
const Subcommand kWash = {
    .name = "wash", .description = "Wash up", .footer = "Example:\n  w", .add = AddWash};

/// What CLI11 writes to a standard stream, kept from the terminal.
class Captured {
 public:
  explicit Captured(std::ostream& stream) : stream_(stream), before_(stream.rdbuf(text_.rdbuf())) {}
  ~Captured() { stream_.rdbuf(before_); }
  Captured(const Captured&) = delete;
  Captured& operator=(const Captured&) = delete;

  std::string str() const { return text_.str(); }

 private:
  std::ostringstream text_;
  std::ostream& stream_;
  std::streambuf* before_;
};

/// What the command line does: "code: output", with every text that was printed.
std::string Run(std::vector<const char*> arguments) {
  const Program program = {"home", "Keeps house.", "Bye.", "home 1.0", {&kBake, &kWash}};
  arguments.insert(arguments.begin(), "home");
  const Captured out(std::cout), err(std::cerr);
  const ParsedLine line =
      ParseCommandLine(program, static_cast<int>(arguments.size()), arguments.data());
  if (!line.run) return fmt::format("{}: {}{}", static_cast<int>(line.code), out.str(), err.str());
  std::ostringstream printed;
  std::istringstream in("cups");
  Console console{printed, printed};
  const std::atomic<bool> interrupted = false;
  Process process{console, in, interrupted, [&](const std::filesystem::path& kb, ExitCode) {
                    printed << " in " << kb.string();
                  }};
  const ExitCode code = line.run(process);
  return fmt::format("{}: {}", static_cast<int>(code), printed.str());
}

TEST_CASE("Subcommand: gives its options what the command line says") {
  const std::pair<std::vector<const char*>, std::string> lines[] = {
      {{"bake", "--oven", "o", "--gas", "g"}, "1: o  [] 0 [] [] g in o"},
      {{"bake", "--oven", "o", "--gas", "g", "--spice", "salt", "Ann", "--spice", "dill", "Bo"},
       "1: o  [\"salt\", \"dill\"] 0 [] [\"Ann\", \"Bo\"] g in o"},
      {{"bake", "--oven", "o", "--wood", "w", "--bread", "rye", "--minutes", "90", "--quick"},
       "1: o rye [] 90 [] [] w quick in o"},
      {{"bake", "--oven", "o", "--wood", "w", "--weights", "1", "9"},
       "1: o  [] 0 [1, 9] [] w in o"},
      {{"wash"}, "0: washed cups"},
  };
  for (const auto& [arguments, expected] : lines) CHECK(Run(arguments) == expected);
}

TEST_CASE("Subcommand: wrong usage is code 2 and one line that says what is wrong") {
  const std::pair<std::vector<const char*>, std::string> lines[] = {
      {{}, "A subcommand is required"},
      {{"wash", "cook"}, "The following argument was not expected: cook"},
      {{"bake", "--gas", "g"}, "--oven is required"},
      {{"bake", "--oven", "o"}, "Exactly 1 option from [--gas,--wood] is required"},
      {{"bake", "--oven", "o", "--gas", "g", "--wood", "w"}, "2 were given"},
      {{"bake", "--oven", "o", "--gas", "g", "--bread", "corn"}, "corn not in"},
      {{"bake", "--oven", "o", "--gas", "g", "--minutes", "0"}, "Value 0 not in range"},
      {{"bake", "--oven", "o", "--gas", "g", "--minutes", "91"}, "Value 91 not in range"},
      {{"bake", "--oven", "o", "--gas", "g", "--minutes", "1", "--weights", "1", "2"}, "excludes"},
  };
  for (const auto& [arguments, expected] : lines) {
    const std::string said = Run(arguments);
    CHECK(said.starts_with("2: "));
    INFO(said);
    CHECK(said.find(expected) != std::string::npos);
  }
}

TEST_CASE("Subcommand: help and version are no failures") {
  CHECK(Run({"--version"}) == "0: home 1.0\n");
  const std::string all = Run({"--help"});
  for (const char* line : {"0: Keeps house.", "bake ", "Make bread", "wash ", "Bye."}) {
    CHECK(all.find(line) != std::string::npos);
  }
  const std::string one = Run({"bake", "--help"});
  for (const char* line :
       {"0: Make bread", "--oven DIR REQUIRED", "--minutes N ", "--bread NAME ", "Example:\n  b"}) {
    CHECK(one.find(line) != std::string::npos);
  }
}

}  // namespace
}  // namespace funnel::cli
