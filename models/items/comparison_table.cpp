#include "models/items/comparison_table.h"

#include "models/items/state_kind.h"
#include "models/items/time_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway {

namespace {

class Facts
{
    Q_DECLARE_TR_FUNCTIONS(slipway::ComparisonTable)

public:
    Facts(const InstanceComparison &comparison, const QTimeZone &zone, const QHash<QString, QString> &groupNames)
        : m_comparison(comparison), m_zone(zone), m_groupNames(groupNames)
    {
    }

    QList<ComparedFact> all()
    {
        add(tr("State"), [](const ComparedInstance &side) { return stateCell(side.instance).word; });
        add(tr("End"), [](const ComparedInstance &side) { return endWords(side.attempt); });
        add(tr("Data timestamp"), [this](const ComparedInstance &side) {
            return toDateTime(side.instance.bizdate, m_zone).date().toString(Qt::ISODate);
        });
        add(tr("Scheduled time"),
            [this](const ComparedInstance &side) { return exactTime(side.instance.scheduledTime, m_zone); });
        add(tr("Started"), [this](const ComparedInstance &side) { return exactTime(side.attempt.startedAt, m_zone); });
        add(tr("Waited for a slot"),
            [](const ComparedInstance &side) { return span(side.instance.waitingSince, side.attempt.startedAt); });
        add(tr("Duration"),
            [](const ComparedInstance &side) { return span(side.attempt.startedAt, side.attempt.finishedAt); });
        add(tr("Tries"), [](const ComparedInstance &side) { return QString::number(side.instance.attempts); });
        add(tr("Node version"), [](const ComparedInstance &side) {
            const int version = side.attempt.number > 0 ? side.attempt.nodeVersion : side.instance.nodeVersion;
            return version > 0 ? tr("V%1").arg(version) : tr("draft");
        });
        addParameters();
        add(tr("Resource group"), [this](const ComparedInstance &side) {
            return m_groupNames.value(side.instance.resourceGroup, side.instance.resourceGroup);
        });
        add(tr("Priority"), [](const ComparedInstance &side) { return QString::number(side.instance.priority); });
        return m_facts;
    }

private:
    template <class Words>
    void add(const QString &field, Words words)
    {
        const QString left = words(m_comparison.left);
        const QString right = words(m_comparison.right);
        m_facts.append({field, left, right, left != right});
    }
    void addParameters()
    {
        const QStringList &left = m_comparison.left.instance.parameters;
        const QStringList &right = m_comparison.right.instance.parameters;
        for (qsizetype at = 0; at < std::max(left.size(), right.size()); ++at)
            m_facts.append(
                {tr("Parameter %1").arg(at + 1), left.value(at), right.value(at), left.value(at) != right.value(at)});
        if (left.isEmpty() && right.isEmpty())
            m_facts.append({tr("Parameters"), tr("none"), tr("none"), false});
    }
    static QString span(Instant from, Instant to)
    {
        return isSet(from) && isSet(to) && to >= from ? durationWords(to - from) : QString();
    }
    static QString endWords(const Attempt &attempt)
    {
        switch (attempt.end) {
        case AttemptEnd::None:
            return {};
        case AttemptEnd::Exited:
            return tr("exit status %1").arg(attempt.exitCode);
        case AttemptEnd::Signalled:
            return tr("killed by signal %1").arg(attempt.signal);
        case AttemptEnd::TimedOut:
            return tr("timed out");
        case AttemptEnd::Stopped:
            return tr("stopped");
        case AttemptEnd::Lost:
            return tr("lost");
        case AttemptEnd::NotStarted:
            return tr("not started");
        }
        return {};
    }

    const InstanceComparison &m_comparison;
    const QTimeZone &m_zone;
    const QHash<QString, QString> &m_groupNames;
    QList<ComparedFact> m_facts;
};

} // namespace

ComparisonTable::ComparisonTable(QObject *parent) : KeyedTable({tr("Fact"), tr("Left"), tr("Right")}, parent) {}

void ComparisonTable::setComparison(const InstanceComparison &comparison, const QTimeZone &zone,
                                    const QHash<QString, QString> &groupNames)
{
    setRows(Facts(comparison, zone, groupNames).all());
}

QVariant ComparisonTable::cell(const ComparedFact &fact, int column, int role) const
{
    if (role == DiffersRole)
        return fact.differs;
    if (role == KeyRole)
        return fact.field;
    if (role == Qt::AccessibleDescriptionRole)
        return fact.differs ? QVariant(tr("differs")) : QVariant();
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const QString &text = column == Field ? fact.field : column == Left ? fact.left : fact.right;
    return text.isEmpty() ? QStringLiteral("–") : text;
}

} // namespace slipway
