// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/times/ask.h"

#include <httplib.h>

#include <chrono>
#include <map>
#include <memory>
#include <utility>

#include "indexer/base/json.h"
#include "searcher/measure/metrics.h"
#include "tests/bench/times/process_times.h"

namespace funnel::bench {
namespace {

struct Cost {
  bool failed = false;
  double cpu_ms = 0;
  double wall_ms = 0;
  double read_bytes = 0;
};

std::string BodyOf(const measure::TestQuery& question) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.StartObject();
  base::WriteMember(writer, "q", question.text);
  base::WriteMember(writer, "lang", question.lang);
  base::WriteMember(writer, "limit", std::uint64_t{10});
  writer.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

Result<Cost> AskOnce(httplib::Client& client, pid_t process, const std::string& body) {
  const ProcessUse before = UseOf(process);
  const auto begin = std::chrono::steady_clock::now();
  const auto answer = client.Post("/v1/search", body, "application/json");
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - begin;
  if (!answer) return Fail(ErrorCode::kIo, "a server does not answer any more");
  const ProcessUse after = UseOf(process);
  return Cost{answer->status != 200,
              static_cast<double>(after.cpu_nanoseconds - before.cpu_nanoseconds) / 1e6,
              wall.count(), static_cast<double>(after.read_bytes - before.read_bytes)};
}

/// The median of each number by itself; failed if any is.
Cost MedianOf(const std::vector<Cost>& rounds) {
  const auto median = [&](double Cost::*number) {
    std::vector<double> values;
    for (const Cost& cost : rounds) values.push_back(cost.*number);
    return measure::Percentile(std::move(values), 50);
  };
  Cost result{false, median(&Cost::cpu_ms), median(&Cost::wall_ms), median(&Cost::read_bytes)};
  for (const Cost& cost : rounds) result.failed |= cost.failed;
  return result;
}

void Add(TypeTimes& times, const Cost& cost) {
  ++times.questions;
  times.failed += cost.failed ? 1 : 0;
  times.cpu_ms.push_back(cost.cpu_ms);
  times.wall_ms.push_back(cost.wall_ms);
  times.read_bytes.push_back(cost.read_bytes);
}

}  // namespace

Result<std::vector<TypeTimes>> Ask(const std::vector<AskedServer>& servers,
                                   const std::vector<measure::TestQuery>& questions,
                                   std::size_t rounds) {
  std::vector<std::unique_ptr<httplib::Client>> clients;
  for (const AskedServer& server : servers) {
    clients.push_back(std::make_unique<httplib::Client>(server.host, server.port));
    clients.back()->set_keep_alive(true);
    clients.back()->set_tcp_nodelay(true);
    clients.back()->set_read_timeout(60);
  }
  std::map<std::pair<std::size_t, std::string>, TypeTimes> table;
  for (const measure::TestQuery& question : questions) {
    const std::string body = BodyOf(question);
    std::vector<std::vector<Cost>> costs(servers.size());
    for (std::size_t round = 0; round < rounds; ++round) {
      for (std::size_t i = 0; i < servers.size(); ++i) {
        const auto cost = AskOnce(*clients[i], servers[i].process, body);
        if (!cost) return Fail(cost.error());
        costs[i].push_back(*cost);
      }
    }
    for (std::size_t i = 0; i < servers.size(); ++i) {
      const Cost cost = MedianOf(costs[i]);
      for (const std::string& type : {question.type, std::string("~all")}) {
        Add(table[{i, type}], cost);
      }
    }
  }
  std::vector<TypeTimes> rows;
  for (auto& [key, times] : table) {
    times.server = servers[key.first].name;
    times.type = key.second == "~all" ? "all" : key.second.empty() ? "-" : key.second;
    rows.push_back(std::move(times));
  }
  return rows;
}

}  // namespace funnel::bench
