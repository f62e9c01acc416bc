// SPDX-License-Identifier: GPL-2.0-or-later
// What tools/bench measures with: the time of a program, and of the questions to running servers.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "searcher/measure/metrics.h"
#include "searcher/measure/queries.h"
#include "tests/bench/times/ask.h"
#include "tests/bench/times/process_times.h"

namespace funnel::bench {
namespace {

/// cpu_s, wall_s, written_bytes, peak_bytes with tabs between.
int Run(const std::vector<std::string>& command) {
  const ProcessTimes times = RunTimed(command);
  fmt::print("{:.3f}\t{:.3f}\t{}\t{}\n", times.cpu_seconds, times.wall_seconds, times.written_bytes,
             times.peak_bytes);
  return times.exit_code;
}

/// The first `most` of each type (0: all).
std::vector<measure::TestQuery> ReadQuestions(const std::string& path, std::size_t most) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error(path + ": cannot be read");
  measure::QueryReader reader(in, path, [](const std::string& line) { std::cerr << line << '\n'; });
  std::map<std::string, std::size_t> counts;
  std::vector<measure::TestQuery> questions;
  while (auto question = reader.Next()) {
    if (most == 0 || counts[question->type]++ < most) questions.push_back(std::move(*question));
  }
  return questions;
}

/// NAME=PROCESS=http://HOST:PORT/
AskedServer ServerOf(const std::string& text) {
  const std::size_t process = text.find('=');
  const std::size_t host = text.find("=http://");
  const std::size_t port = text.rfind(':');
  if (host == std::string::npos || port <= host + 7) {
    throw CLI::ValidationError(text, "is not NAME=PROCESS=http://HOST:PORT/");
  }
  return {text.substr(0, process), text.substr(host + 8, port - host - 8),
          std::stoi(text.substr(port + 1)), std::stoi(text.substr(process + 1))};
}

int AskAll(const std::vector<std::string>& names, const std::string& path, std::size_t most,
           std::size_t rounds) {
  std::vector<AskedServer> servers;
  for (const std::string& name : names) servers.push_back(ServerOf(name));
  const auto rows = Ask(servers, ReadQuestions(path, most), rounds);
  if (!rows) throw std::runtime_error(rows.error().message);
  fmt::print(
      "server\ttype\tquestions\tfailed\tcpu_mean\tcpu_p50\tcpu_p90\tcpu_p99\twall_p50\t"
      "wall_p90\twall_p99\tread_kb\n");
  for (const TypeTimes& row : *rows) {
    const auto mean = [&](const std::vector<double>& values) {
      return std::accumulate(values.begin(), values.end(), 0.0) /
             static_cast<double>(values.size());
    };
    const auto at = [](const std::vector<double>& values, double percent) {
      return measure::Percentile(values, percent);
    };
    fmt::print("{}\t{}\t{}\t{}\t{:.2f}\t{:.2f}\t{:.2f}\t{:.2f}\t{:.2f}\t{:.2f}\t{:.2f}\t{:.1f}\n",
               row.server, row.type, row.questions, row.failed, mean(row.cpu_ms),
               at(row.cpu_ms, 50), at(row.cpu_ms, 90), at(row.cpu_ms, 99), at(row.wall_ms, 50),
               at(row.wall_ms, 90), at(row.wall_ms, 99), mean(row.read_bytes) / 1024);
  }
  return 0;
}

int Main(int argc, char** argv) {
  CLI::App app{"Measures programs and servers; see tools/bench."};
  app.require_subcommand(1);
  std::vector<std::string> command;
  CLI::App* run = app.add_subcommand("run", "Time a program")->prefix_command();
  std::vector<std::string> servers;
  std::string questions;
  std::size_t most = 0;
  std::size_t rounds = 1;
  CLI::App* ask = app.add_subcommand("ask", "Time the questions to running servers");
  ask->add_option("--questions", questions)->required();
  ask->add_option("--max-per-type", most);
  ask->add_option("--rounds", rounds)->check(CLI::PositiveNumber);
  ask->add_option("servers", servers, "NAME=PROCESS=http://HOST:PORT/")->required();
  CLI11_PARSE(app, argc, argv);
  return run->parsed() ? Run(run->remaining()) : AskAll(servers, questions, most, rounds);
}

}  // namespace
}  // namespace funnel::bench

int main(int argc, char** argv) {
  try {
    return funnel::bench::Main(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "funnel_times: error: " << error.what() << '\n';
    return 1;
  }
}
