// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/document_filter.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/facet_key.h"
#include "searcher/query/filter_value.h"

namespace funnel::query {

bool CompiledFilter::Condition::Holds(const store::FacetView& value,
                                      const std::vector<base::VersionRange>& has) const {
  if (is != Filter::Is::kFacet || value.facet != facet) return false;
  if (std::binary_search(keys.begin(), keys.end(), value.key)) return true;
  return std::any_of(versions.begin(), versions.end(), [&](const base::VersionRange& asked) {
    return std::any_of(has.begin(), has.end(),
                       [&](const base::VersionRange& one) { return base::Meet(asked, one); });
  });
}

bool CompiledFilter::Node::Holds(Mask mask) const {
  const auto holds = [&](const Node& part) { return part.Holds(mask); };
  switch (is) {
    case Filter::Is::kAll:
      return std::all_of(parts.begin(), parts.end(), holds);
    case Filter::Is::kAny:
      return std::any_of(parts.begin(), parts.end(), holds);
    case Filter::Is::kNot:
      return std::none_of(parts.begin(), parts.end(), holds);
    default:
      return (mask >> condition & 1) != 0;
  }
}

CompiledFilter::Mask CompiledFilter::Node::Conditions() const {
  if (is != Filter::Is::kAll && is != Filter::Is::kAny && is != Filter::Is::kNot) {
    return Mask{1} << condition;
  }
  Mask mask = 0;
  for (const Node& part : parts) mask |= part.Conditions();
  return mask;
}

/// Reads one filter.
class CompiledFilter::Maker {
 public:
  Result<CompiledFilter> Make(const Filter& filter) {
    if (Result<void> added = AddParts(filter, 0); !added) return Fail(added.error());
    return std::move(made_);
  }

 private:
  /// What all of a filter joins are parts of their own.
  Result<void> AddParts(const Filter& filter, std::size_t depth) {
    if (filter.is == Filter::Is::kAll && depth <= kMaxFilterDepth) {
      for (const Filter& part : filter.parts) {
        if (Result<void> added = AddParts(part, depth + 1); !added) return added;
      }
      return {};
    }
    Result<Node> node = Read(filter, depth);
    if (!node) return Fail(node.error());
    Part part{*std::move(node)};
    std::uint8_t facets = 0;
    const Mask conditions = part.node.Conditions();
    for (std::size_t i = 0; i < made_.conditions_.size(); ++i) {
      if ((conditions >> i & 1) == 0) continue;
      const Condition& condition = made_.conditions_[i];
      const bool facet = condition.is == Filter::Is::kFacet;
      facets |= facet ? 1U << static_cast<unsigned>(condition.facet) : DocumentFilter::kOther;
      part.by_values = part.by_values && facet;
    }
    const bool one = facets != 0 && (facets & (facets - 1)) == 0;
    part.fails = one ? facets : DocumentFilter::kOther;
    made_.parts_.push_back(std::move(part));
    return {};
  }

  Result<Node> Read(const Filter& filter, std::size_t depth) {
    if (depth > kMaxFilterDepth) {
      return Fail(ErrorCode::kInvalidInput, "more than " + std::to_string(kMaxFilterDepth) +
                                                " filters stand within each other");
    }
    Node node{filter.is, 0, {}};
    if (filter.is == Filter::Is::kNot && filter.parts.size() != 1) {
      return Fail(ErrorCode::kInvalidInput, "a filter that is not to hold is one");
    }
    if (filter.is == Filter::Is::kAll || filter.is == Filter::Is::kAny ||
        filter.is == Filter::Is::kNot) {
      for (const Filter& part : filter.parts) {
        Result<Node> read = Read(part, depth + 1);
        if (!read) return Fail(read.error());
        node.parts.push_back(*std::move(read));
      }
      return node;
    }
    node.condition = made_.conditions_.size();
    values_ += filter.values.size();
    if (node.condition == kMaxFilterConditions || values_ > kMaxFilterValues) {
      return Fail(ErrorCode::kInvalidInput,
                  "a filter has at most " + std::to_string(kMaxFilterConditions) +
                      " conditions and " + std::to_string(kMaxFilterValues) + " values");
    }
    Result<Condition> condition = ReadCondition(filter);
    if (!condition) return Fail(condition.error());
    made_.conditions_.push_back(*std::move(condition));
    return node;
  }

  static Result<Condition> ReadCondition(const Filter& filter) {
    Condition condition;
    condition.is = filter.is;
    condition.facet = filter.facet;
    const bool version = filter.is == Filter::Is::kFacet && filter.facet == Facet::kVersion;
    const bool ordered = filter.compare != Filter::Compare::kEqual;
    if (ordered && !version && filter.is != Filter::Is::kUpdated) {
      return Fail(ErrorCode::kInvalidInput, "only version and updated can be more or less");
    }
    for (const std::string& text : filter.values) {
      Result<std::string> value = FilterValue(filter, text);
      if (!value) return Fail(value.error());
      if (filter.is == Filter::Is::kUpdated) {
        if (filter.values.size() != 1) break;
        Limit(filter.compare, *DayNumber(*value), condition);
        return condition;
      }
      std::string key =
          filter.is == Filter::Is::kId ? *std::move(value) : store::FacetKey(filter.facet, *value);
      if (version) {
        for (const base::VersionRange& one : base::ParseVersions(key)) {
          condition.versions.push_back(base::Compared(OrderOf(filter.compare), one));
        }
      }
      if (!ordered) condition.keys.push_back(std::move(key));
    }
    if (filter.is == Filter::Is::kUpdated) {
      return Fail(ErrorCode::kInvalidInput, "updated is compared with one day");
    }
    std::sort(condition.keys.begin(), condition.keys.end());
    return condition;
  }

  static base::VersionOrder OrderOf(Filter::Compare compare) {
    switch (compare) {
      case Filter::Compare::kLess:
        return base::VersionOrder::kLess;
      case Filter::Compare::kAtMost:
        return base::VersionOrder::kAtMost;
      case Filter::Compare::kGreater:
        return base::VersionOrder::kGreater;
      case Filter::Compare::kAtLeast:
        return base::VersionOrder::kAtLeast;
      case Filter::Compare::kEqual:
        break;
    }
    return base::VersionOrder::kEqual;
  }

  static void Limit(Filter::Compare compare, std::uint32_t day, Condition& condition) {
    condition.from = 1;  // 0: the article says no day.
    switch (compare) {
      case Filter::Compare::kLess:
        condition.to = day - 1;
        break;
      case Filter::Compare::kAtMost:
        condition.to = day;
        break;
      case Filter::Compare::kGreater:
        condition.from = day + 1;
        break;
      case Filter::Compare::kAtLeast:
        condition.from = day;
        break;
      case Filter::Compare::kEqual:
        condition.from = condition.to = day;
    }
  }

  CompiledFilter made_;
  std::size_t values_ = 0;
};

Result<CompiledFilter> CompiledFilter::Make(const Filter& filter) { return Maker().Make(filter); }

bool CompiledFilter::Limits(Facet facet) const {
  return std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) {
    return part.fails == 1U << static_cast<unsigned>(facet);
  });
}

CompiledFilter CompiledFilter::Without(Facet facet) const {
  CompiledFilter rest = *this;
  std::erase_if(rest.parts_,
                [&](const Part& part) { return part.fails == 1U << static_cast<unsigned>(facet); });
  return rest;
}

bool CompiledFilter::MayBeIn(std::string_view lang) const {
  const store::FacetView value{Facet::kLanguage, lang, lang};
  Mask mask = 0;
  for (std::size_t i = 0; i < conditions_.size(); ++i) {
    if (conditions_[i].Holds(value, {})) mask |= Mask{1} << i;
  }
  return std::all_of(parts_.begin(), parts_.end(), [&](const Part& part) {
    return part.fails != 1U << static_cast<unsigned>(Facet::kLanguage) || part.node.Holds(mask);
  });
}

DocumentFilter::DocumentFilter(const CompiledFilter& filter, const Xapian::Database& database,
                               const std::vector<std::string>& langs,
                               const store::ForwardRecords& records)
    : filter_(filter), named_(filter.conditions_.size()) {
  for (const store::ForwardReader& reader : records.parts()) {
    Database& one = databases_.emplace_back(Database{store::DocumentPlaces(reader), {}});
    for (std::size_t i = 0; i < one.places.segments(); ++i) {
      const store::FacetTable& facets = one.places.table(i).facets();
      Segment& segment = one.segments.emplace_back();
      segment.fails.assign(facets.lists(), kUnknown);
      segment.lists.resize(facets.lists());
      segment.values.resize(facets.values());
      segment.known.resize(facets.values());
    }
  }
  for (const CompiledFilter::Part& part : filter.parts_) {
    by_values_ = by_values_ && part.by_values;
  }
  for (std::size_t i = 0; i < named_.size(); ++i) {
    if (filter.conditions_[i].is != Filter::Is::kId) continue;
    for (const std::string& id : filter.conditions_[i].keys) {
      for (const std::string& lang : langs) {
        const std::string term = schema::UniqueTerm(lang, id);
        std::copy(database.postlist_begin(term), database.postlist_end(term),
                  std::back_inserter(named_[i]));
      }
    }
    std::sort(named_[i].begin(), named_[i].end());
  }
}

DocumentFilter::Mask DocumentFilter::MaskOf(const store::FacetTable& table, std::uint32_t value,
                                            Segment& segment) const {
  if (segment.known[value]) return segment.values[value];
  const store::FacetView view = table.Value(value);
  std::vector<base::VersionRange> versions;
  if (view.facet == Facet::kVersion) versions = base::ParseVersions(view.key);
  Mask mask = 0;
  for (std::size_t i = 0; i < filter_.conditions_.size(); ++i) {
    if (filter_.conditions_[i].Holds(view, versions)) mask |= Mask{1} << i;
  }
  segment.values[value] = mask;
  segment.known[value] = true;
  return mask;
}

void DocumentFilter::Look(const store::FacetTable& table, std::uint32_t list,
                          Segment& segment) const {
  Mask mask = 0;
  table.ForEach(list, [&](std::uint32_t value) { mask |= MaskOf(table, value, segment); });
  std::uint8_t fails = 0;
  for (const CompiledFilter::Part& part : filter_.parts_) {
    if (part.by_values && !part.node.Holds(mask)) fails |= part.fails;
  }
  segment.lists[list] = mask;
  segment.fails[list] = fails;
}

std::uint8_t DocumentFilter::Fails(Xapian::docid document) {
  if (databases_.empty() || document == 0) return kOther;
  Database& database = databases_[(document - 1) % databases_.size()];
  const auto place =
      database.places.Find(static_cast<std::uint32_t>((document - 1) / databases_.size() + 1));
  if (!place) return kOther;
  const store::ForwardTable& table = database.places.table(place->segment);
  Segment& segment = database.segments[place->segment];
  const std::uint32_t list = table.facets().ListOf(place->entry);
  if (list >= segment.fails.size()) return kOther;
  if (segment.fails[list] == kUnknown) Look(table.facets(), list, segment);
  std::uint8_t fails = segment.fails[list];
  if (by_values_) return fails;
  Mask mask = segment.lists[list];
  for (std::size_t i = 0; i < filter_.conditions_.size(); ++i) {
    const CompiledFilter::Condition& condition = filter_.conditions_[i];
    bool holds = false;
    if (condition.is == Filter::Is::kUpdated) {
      const std::uint32_t updated = table.ColumnsAt(place->entry).updated;
      holds = condition.from <= updated && updated <= condition.to;
    } else if (condition.is == Filter::Is::kId) {
      holds = std::binary_search(named_[i].begin(), named_[i].end(), document);
    }
    if (holds) mask |= Mask{1} << i;
  }
  for (const CompiledFilter::Part& part : filter_.parts_) {
    if (!part.by_values && !part.node.Holds(mask)) fails |= part.fails;
  }
  return fails;
}

}  // namespace funnel::query
