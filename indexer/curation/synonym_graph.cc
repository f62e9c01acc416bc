// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/curation/synonym_graph.h"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

namespace funnel::curation {

std::size_t SynonymGraph::NodeOf(const std::string& lang, const std::string& key) {
  const auto [node, fresh] = nodes_.emplace(lang + '\n' + key, edges_.size());
  if (fresh) edges_.emplace_back();
  return node->second;
}

std::optional<store::CurationProblem> SynonymGraph::Add(const store::SynonymRule& rule,
                                                        const std::vector<Name>& names,
                                                        const std::vector<Name>& means) {
  const bool one_way = !means.empty();
  const auto wrong = [&](const Name& name, std::string message) {
    return store::CurationProblem{rule.line, name.phrase.column, std::move(message)};
  };
  std::vector<std::pair<std::size_t, Edge>> fresh;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::size_t from = NodeOf(rule.lang.text, names[i].key);
    const std::vector<Name>& others = one_way ? means : names;
    for (std::size_t j = 0; j < others.size(); ++j) {
      if (!one_way && i == j) continue;
      const std::size_t to = NodeOf(rule.lang.text, others[j].key);
      if (from == to) {
        return wrong(others[j], fmt::format("'{}' and '{}' are the same to a search; remove one",
                                            names[i].phrase.text, others[j].phrase.text));
      }
      if (const auto known = lines_.find({from, to}); known != lines_.end()) {
        return wrong(others[j],
                     fmt::format("'{}' stands for '{}' by line {} already; remove one",
                                 others[j].phrase.text, names[i].phrase.text, known->second));
      }
      fresh.push_back({from, {to, rule.line, others[j].phrase.column}});
    }
  }
  for (const auto& [from, edge] : fresh) {
    lines_.emplace(std::pair(from, edge.to), rule.line);
    if (one_way) edges_[from].push_back(edge);
  }
  return std::nullopt;
}

std::vector<store::CurationProblem> SynonymGraph::Circles() const {
  enum class Seen : std::uint8_t { kNo, kOnTheWay, kDone };
  std::vector<store::CurationProblem> problems;
  std::vector<Seen> seen(edges_.size(), Seen::kNo);
  std::vector<std::pair<std::size_t, std::size_t>> way;  // Node, and the next of its edges.
  for (std::size_t start = 0; start < edges_.size(); ++start) {
    if (seen[start] != Seen::kNo) continue;
    seen[start] = Seen::kOnTheWay;
    way.emplace_back(start, 0);
    while (!way.empty()) {
      auto& [node, next] = way.back();
      if (next == edges_[node].size()) {
        seen[node] = Seen::kDone;
        way.pop_back();
        continue;
      }
      const Edge& edge = edges_[node][next++];
      if (seen[edge.to] == Seen::kOnTheWay) {
        problems.push_back(
            {edge.line, edge.column,
             "this leads back to itself through other rules; where words stand for each other, "
             "write one rule of them with commas"});
      } else if (seen[edge.to] == Seen::kNo) {
        seen[edge.to] = Seen::kOnTheWay;
        way.emplace_back(edge.to, 0);
      }
    }
  }
  return problems;
}

}  // namespace funnel::curation
