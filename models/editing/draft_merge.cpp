#include "models/editing/draft_merge.h"

using namespace Qt::StringLiterals;

namespace slipway {
namespace {

template <class T>
void mergeField(const T &base, const T &mine, T &merged, const QString &field, QStringList &conflicts)
{
    if (mine == base || mine == merged)
        return;
    if (merged != base)
        conflicts.append(field);
    merged = mine;
}

QStringList mergeLists(const QStringList &base, const QStringList &mine, const QStringList &theirs)
{
    QStringList merged;
    for (const QString &name : theirs) {
        const bool removedByMe = base.contains(name) && !mine.contains(name);
        if (!removedByMe)
            merged.append(name);
    }
    for (const QString &name : mine) {
        if (!base.contains(name) && !merged.contains(name))
            merged.append(name);
    }
    return merged;
}

NodeProperties withoutLists(NodeProperties properties)
{
    properties.inputs.clear();
    properties.outputs.clear();
    return properties;
}

} // namespace

DraftMerge mergeDrafts(const NodeDraft &base, const NodeDraft &mine, const NodeDraft &theirs)
{
    DraftMerge result{theirs, {}};
    NodeDraft &merged = result.draft;
    mergeField(base.name, mine.name, merged.name, u"FileName"_s, result.conflicts);
    mergeField(base.description, mine.description, merged.description, u"FileDescription"_s, result.conflicts);
    mergeField(base.script, mine.script, merged.script, u"Content"_s, result.conflicts);
    if (mine.position != base.position)
        merged.position = mine.position;

    NodeProperties rest = withoutLists(theirs.properties);
    mergeField(withoutLists(base.properties), withoutLists(mine.properties), rest, u"Properties"_s, result.conflicts);
    rest.inputs = mergeLists(base.properties.inputs, mine.properties.inputs, theirs.properties.inputs);
    rest.outputs = mergeLists(base.properties.outputs, mine.properties.outputs, theirs.properties.outputs);
    merged.properties = rest;
    return result;
}

bool sameContent(const NodeDraft &a, const NodeDraft &b)
{
    return a.name == b.name && a.description == b.description && a.script == b.script && a.properties == b.properties;
}

} // namespace slipway
