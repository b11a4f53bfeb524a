#include "ui/overview/held_up_card.h"

#include "models/items/state_kind.h"
#include "ui/operations/instance_commands.h"
#include "ui/operations/reason_label.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {
constexpr int reasonIndent = 24;
}

HeldUpCard::HeldUpCard(QWidget *parent) : Card(tr("Needs attention"), parent)
{
    setObjectName(u"heldUpCard"_s);
    hide();
}

void HeldUpCard::show(const QList<Instance> &instances, const QTimeZone &zone)
{
    setVisible(!instances.isEmpty());
    if (std::exchange(m_shown, instances) == instances)
        return;
    delete m_list;
    m_list = new QWidget(this);
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::s);
    for (const Instance &instance : instances)
        column->addWidget(makeRow(instance, zone));
    body()->addWidget(m_list);
}

QWidget *HeldUpCard::makeRow(const Instance &instance, const QTimeZone &zone)
{
    auto *row = new QWidget(m_list);
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setSpacing(spacing::s);
    const StateCell state = stateCell(instance);
    auto *shape = new QLabel(row);
    shape->setPixmap(icon(state.kind).pixmap(QSize(metric::smallIcon, metric::smallIcon), devicePixelRatioF()));
    shape->setToolTip(state.word);
    shape->setAccessibleName(state.word);
    QPushButton *open = linkButton(instanceTitle(instance, zone), u"heldUp"_s + instance.id.toString(), row);
    open->setAccessibleName(tr("%1, %2").arg(instanceTitle(instance, zone), state.word));
    head->addWidget(shape);
    head->addWidget(open);
    head->addStretch(1);
    column->addLayout(head);
    connect(open, &QPushButton::clicked, this, [this, id = instance.id] { emit instanceChosen(id); });
    if (!instance.reason.isEmpty())
        column->addWidget(makeReason(instance, row));
    return row;
}

QWidget *HeldUpCard::makeReason(const Instance &instance, QWidget *parent)
{
    auto *reason = new ReasonLabel(parent);
    reason->setObjectName(u"heldUpReason"_s + instance.id.toString());
    reason->setContentsMargins(reasonIndent, 0, 0, 0);
    reason->setReason(instance.reason);
    connect(reason, &ReasonLabel::blockerRequested, this,
            [this, instance](int which) { emit blockerRequested(instance, which); });
    return reason;
}

} // namespace slipway
