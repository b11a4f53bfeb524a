#include "ui/schedules/many_instances_dialog.h"

#include "models/domain/schedule_rules.h"

#include <QLocale>

namespace slipway {

QList<NodeDraft> withManyInstances(const QList<NodeDraft> &drafts)
{
    QList<NodeDraft> many;
    for (const NodeDraft &draft : drafts) {
        if (instancesPerDay(draft.properties.schedule) > instancesPerDayToAskAbove)
            many << draft;
    }
    return many;
}

ManyInstancesDialog::ManyInstancesDialog(const QList<NodeDraft> &drafts, QWidget *parent)
    : DialogFrame(tr("So many instances?"), parent)
{
    setObjectName(QStringLiteral("manyInstancesDialog"));
    QStringList makes;
    for (const NodeDraft &draft : drafts)
        makes << tr("%1 makes %L2").arg(draft.name).arg(instancesPerDay(draft.properties.schedule));
    setExplanation(tr("%1 instances on each day; up to %L2 are usual. Each one runs the script and keeps its log.")
                       .arg(QLocale().createSeparatedList(makes))
                       .arg(instancesPerDayToAskAbove));
    setPrimary(tr("Commit All the Same"), QStringLiteral("manyInstancesConfirm"));
}

} // namespace slipway
