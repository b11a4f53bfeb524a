#pragma once

#include "models/domain/instance.h"
#include "widgets/kit/card.h"

#include <QTimeZone>

namespace slipway {

// Today's instances that do not go on by themselves: each with its reason in one line, and a way to what holds it up.
class HeldUpCard : public Card
{
    Q_OBJECT

public:
    explicit HeldUpCard(QWidget *parent);

    // Hidden while there is none.
    void show(const QList<Instance> &instances, const QTimeZone &zone);

signals:
    void instanceChosen(slipway::InstanceId instance);
    void blockerRequested(const slipway::Instance &blocked, int which);

private:
    QWidget *makeRow(const Instance &instance, const QTimeZone &zone);
    QWidget *makeReason(const Instance &instance, QWidget *parent);

    QWidget *m_list = nullptr;
    QList<Instance> m_shown;
};

} // namespace slipway
